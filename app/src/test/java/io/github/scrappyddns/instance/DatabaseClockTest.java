package io.github.scrappyddns.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseClockTest {
  @TempDir Path directory;

  @Test
  void it_shows_the_databases_time_and_goes_on_by_the_steady_clock() {
    try (Database database = TestDatabase.POSTGRESQL.open(directory)) {
      AtomicLong nanos = new AtomicLong(-5_000_000_000L);
      DatabaseClock clock = new DatabaseClock(database, nanos::get);
      long first = clock.millis();
      // Server and test run on one machine.
      assertThat(first).isCloseTo(System.currentTimeMillis(), within(60_000L));
      nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
      assertThat(clock.millis()).isEqualTo(first + TimeUnit.HOURS.toMillis(1));
      assertThat(clock.instant().toEpochMilli()).isEqualTo(clock.millis());
      clock.look();
      assertThat(clock.millis()).isCloseTo(System.currentTimeMillis(), within(60_000L));
    }
  }
}
