package io.github.scrappyddns.testing;

import java.util.Random;

/** What must hold for every input, tried on many random ones, others in each run. */
public final class RandomCases {
  private static final int CASES = 1_000;

  private RandomCases() {}

  /** What holds for the input that these random numbers make. */
  public interface Property {
    void check(Random random) throws Exception;
  }

  /** Tries many cases; a failure names the seed that makes its case again. */
  public static void check(Property property) {
    long first = Long.getLong("scrappy.seed", System.nanoTime());
    for (long seed = first; seed < first + CASES; seed++) {
      try {
        property.check(new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("Fails with -Dscrappy.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * A text of any characters, lone surrogates too.
   *
   * @param likely characters that stand in it more often than others
   */
  public static String text(Random random, int longest, String likely) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest + 1); left > 0; left--) {
      text.append(
          random.nextInt(8) == 0
              ? (char) random.nextInt(0x10000)
              : likely.charAt(random.nextInt(likely.length())));
    }
    return text.toString();
  }
}
