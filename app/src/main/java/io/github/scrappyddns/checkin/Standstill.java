package io.github.scrappyddns.checkin;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this process has just stood still: what it finds in its sockets then may be long out of
 * date, and another instance may know better. Safe for use by several threads.
 */
final class Standstill {
  private static final long LONG_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private volatile long lastTick;
  private volatile long wokeAt;

  Standstill(LongSupplier nanos) {
    this.nanos = nanos;
    lastTick = nanos.getAsLong();
    wokeAt = lastTick - AFTER_NANOS;
  }

  /** Says that the process goes on; several times a second. */
  void tick() {
    long now = nanos.getAsLong();
    if (now - lastTick > LONG_NANOS) {
      wokeAt = now;
    }
    lastTick = now;
  }

  /** Whether it stood still until a moment ago. */
  boolean isJustOver() {
    long now = nanos.getAsLong();
    return now - lastTick > LONG_NANOS || now - wokeAt < AFTER_NANOS;
  }
}
