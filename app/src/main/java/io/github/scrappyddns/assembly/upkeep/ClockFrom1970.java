package io.github.scrappyddns.assembly.upkeep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The system's clock, as long as it is not before 1970. One that is tells nothing: then time begins
 * with 1970 and this process, as on a machine without a clock of its own. Times on disk are never
 * before 1970, and seen from there all of them would be yet to come.
 */
public final class ClockFrom1970 implements InstantSource {
  private static final long NANOS_OF_A_MILLI = 1_000_000;

  private final InstantSource system;
  private final LongSupplier nanos;
  private final long begun;

  /**
   * @param nanos an elapsed time that no setting of the clock changes
   */
  public ClockFrom1970(InstantSource system, LongSupplier nanos) {
    this.system = system;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    Instant now = system.instant();
    return now.isBefore(Instant.EPOCH) ? Instant.ofEpochMilli(elapsedMillis()) : now;
  }

  @Override
  public long millis() {
    long now = system.millis();
    return now < 0 ? elapsedMillis() : now;
  }

  private long elapsedMillis() {
    return (nanos.getAsLong() - begun) / NANOS_OF_A_MILLI;
  }
}
