package io.github.scrappyddns.silence;

import java.time.Duration;

/**
 * Since when this service could hear everybody who called: not while it was not running, stood
 * still, or could not store; and what was heard by a clock that has been set since says nothing.
 * Used by one thread.
 */
final class Fitness {
  private static final long LONG_PAUSE = Duration.ofSeconds(5).toMillis();
  private static final long SHORT_PAUSE = Duration.ofMillis(2_500).toMillis();

  /** A pause that is short beside the time of a network takes nothing from it. */
  private static final long SHORT_TIME = Duration.ofSeconds(30).toMillis();

  /** More than a clock is corrected by while it runs. */
  private static final long STEP = Duration.ofSeconds(2).toMillis();

  private static final long NEVER = Long.MIN_VALUE;

  private long lastLook = NEVER;
  private long lastLookNanos;
  private long fitSince;
  private long fitSinceForShort;

  /** What was known is worth nothing any more: everybody gets the full time anew. */
  void lose() {
    lastLook = NEVER;
  }

  /**
   * Looks at both clocks, about once a second.
   *
   * @param now epoch milliseconds
   * @param nanos of a clock that nobody sets
   * @return whether what was known by then is worth nothing any more
   */
  boolean look(long now, long nanos) {
    long passed = (nanos - lastLookNanos) / 1_000_000;
    boolean stepped = Math.abs(now - lastLook - passed) > STEP;
    boolean anew = lastLook == NEVER || passed > LONG_PAUSE || stepped;
    if (anew) {
      fitSince = now;
      fitSinceForShort = now;
    } else if (passed > SHORT_PAUSE) {
      fitSinceForShort = now;
    }
    lastLook = now;
    lastLookNanos = nanos;
    return anew;
  }

  /** Since when it could hear a network, in epoch milliseconds. */
  long since(long silentAfter) {
    return silentAfter < SHORT_TIME ? fitSinceForShort : fitSince;
  }
}
