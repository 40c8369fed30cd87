package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.PublicAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts wrong tokens by caller, and so how slowly the next one is answered.
 *
 * <p>A table of fixed size, so that nobody can fill the memory with addresses; if two callers share
 * a slot by chance, one gets its "no" a little later at worst. An IPv6 caller is its /64. Safe for
 * use by several threads.
 */
public final class WrongTokens {
  private static final int PLACES = 4096;
  private static final int FREE = 30;
  private static final int WINDOW_SECONDS = 60;
  private static final int COUNT_BITS = 20;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** In each slot, the second in which its window began, and the number of wrong tokens since. */
  private final AtomicLongArray places = new AtomicLongArray(PLACES);

  private final long seed;
  private final InstantSource clock;

  /**
   * @param seed a random number, so that nobody can choose whom to share a slot with
   */
  public WrongTokens(long seed, InstantSource clock) {
    this.seed = seed;
    this.clock = clock;
  }

  /** Counts one more from this caller; returns how long to hold the answer back. */
  public Duration count(PublicAddress caller) {
    long second = Math.floorDiv(clock.millis(), 1000);
    long state =
        places.updateAndGet(
            place(caller),
            before ->
                isOver(before >>> COUNT_BITS, second)
                    ? second << COUNT_BITS | 1
                    : Math.min(before + 1, before | COUNT_MASK));
    long over = (state & COUNT_MASK) - FREE;
    if (over <= 0) {
      return Duration.ZERO;
    }
    return over * STEP.toMillis() >= LONGEST.toMillis() ? LONGEST : STEP.multipliedBy(over);
  }

  /** A clock that was set back ends a window, too. */
  private static boolean isOver(long began, long second) {
    return second < began || second - began >= WINDOW_SECONDS;
  }

  private int place(PublicAddress caller) {
    long mixed = seed ^ caller.subscriber();
    mixed *= 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 32;
    mixed *= 0xd6e8feb86659fd93L;
    return (int) (mixed >>> 52);
  }
}
