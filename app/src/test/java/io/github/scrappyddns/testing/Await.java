package io.github.scrappyddns.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for another process to get somewhere; fails, saying what for, when it does not. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = 5_000_000;

  private Await() {}

  public static void until(String what, BooleanSupplier reached) {
    until(what, LONGEST, reached);
  }

  /** For what takes longer than a minute. */
  public static void until(String what, Duration longest, BooleanSupplier reached) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited " + longest.toSeconds() + " s in vain until " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
