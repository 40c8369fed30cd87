package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The one clock of all instances: that of the database, looked at from time to time, and carried on
 * by this machine's steady clock in between. What the clocks of the machines say does not matter.
 * Safe for use by several threads.
 */
public final class DatabaseClock implements InstantSource {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long SLOW_NANOS = 1_000 * NANOS_A_MILLI;

  private final Database database;
  private final LongSupplier nanos;

  /** What is to be added to the steady clock, in milliseconds. */
  private volatile long offset;

  private boolean known;

  /** Looks at once. */
  public DatabaseClock(Database database) {
    this(database, System::nanoTime);
  }

  DatabaseClock(Database database, LongSupplier nanos) {
    this.database = database;
    this.nanos = nanos;
    look();
  }

  /**
   * Looks.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away; the
   *     clock goes on
   */
  public void look() {
    long[] read = new long[2];
    database.read(
        reading -> {
          long asked = nanos.getAsLong();
          long time =
              reading
                  .first(
                      "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                      row -> row.getLong(1))
                  .orElseThrow();
          read[0] = nanos.getAsLong() - asked;
          read[1] = time - (asked + read[0] / 2) / NANOS_A_MILLI;
          return null;
        });
    // Where the process stood still in between, nobody knows how old the answer is.
    if (!known || read[0] < SLOW_NANOS) {
      offset = read[1];
      known = true;
    }
  }

  @Override
  public long millis() {
    return offset + nanos.getAsLong() / NANOS_A_MILLI;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
