package io.github.scrappyddns.outbox;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after the n-th failure in a row.
 *
 * <p>The first waits are short, since the commonest cause is our own line, whose address has just
 * changed; the last one repeats for as long as it takes. A random quarter is added or taken off, so
 * that many installations do not return at once.
 */
public final class RetrySchedule {
  private static final long[] SECONDS = {2, 5, 15, 30, 60, 120, 300, 600, 900};
  private static final double SPREAD = 0.5;

  /** No wait after a failure is longer. */
  static final Duration LONGEST = Duration.ofSeconds(900 + 900 / 4);

  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1
   */
  public RetrySchedule(DoubleSupplier random) {
    this.random = random;
  }

  /** Milliseconds until the next attempt, after this many failures (1 or more). */
  public long delayMillis(int failures) {
    long seconds = SECONDS[Math.min(failures, SECONDS.length) - 1];
    return Math.round(seconds * 1000 * (1 - SPREAD / 2 + SPREAD * random.getAsDouble()));
  }
}
