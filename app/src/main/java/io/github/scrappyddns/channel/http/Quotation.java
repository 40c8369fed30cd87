package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.url.Secrets;

/** What a server said, made fit for a log line: short, without secrets or control characters. */
public final class Quotation {
  private static final int LONGEST = 120;

  /** So much is read: what lies behind is never quoted, however much of this is hidden. */
  private static final int MOST_READ = 4096;

  private Quotation() {}

  /**
   * Quotes these words.
   *
   * @param secrets which a server may have heard from us, and repeat
   */
  public static String of(String words, Secrets secrets) {
    String beginning = words.substring(0, Math.min(words.length(), MOST_READ));
    String line = secrets.hiddenIn(beginning).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
