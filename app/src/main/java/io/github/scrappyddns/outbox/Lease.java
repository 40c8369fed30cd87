package io.github.scrappyddns.outbox;

import java.time.Duration;

/**
 * The right of one instance to do something, for a time.
 *
 * @param owner the number of the instance; 0 where it has the database for itself
 * @param until epoch milliseconds, by the one clock of all instances
 */
public record Lease(long owner, long until) {
  /** Longer than the slowest attempt, so that a lease only ends with its process. */
  private static final long MILLIS = Duration.ofSeconds(90).toMillis();

  /** The furthest that a lease can reach: beyond it, it was written by a wrong clock. */
  static final Duration FURTHEST = Duration.ofMillis(2 * MILLIS);

  /** One that begins now. */
  static Lease from(long now, long owner) {
    return new Lease(owner, now + MILLIS);
  }

  /**
   * Whether enough of it is left to begin what it was taken for. A process that was paused in
   * between does not begin: another one may have done it.
   */
  public boolean lastsFrom(long now) {
    return until - now > MILLIS / 2;
  }
}
