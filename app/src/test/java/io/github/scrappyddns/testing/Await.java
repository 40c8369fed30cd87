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
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited " + LONGEST.toSeconds() + " s in vain until " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
