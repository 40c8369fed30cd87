package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.assembly.upkeep.ClockFrom1970;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockFrom1970Test {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final HandClock system = new HandClock();
  private final ClockFrom1970 clock = new ClockFrom1970(system, nanos::get);

  @Test
  void a_clock_that_is_right_is_told_as_it_is() {
    assertThat(clock.instant()).isEqualTo(system.instant());
    assertThat(clock.millis()).isEqualTo(system.millis());
  }

  @Test
  void before_1970_the_time_of_this_process_counts_from_there_until_the_clock_is_right() {
    Instant right = system.instant();
    system.advance(Duration.ofDays(-36_500));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(40));
    assertThat(clock.millis()).isEqualTo(40_000);
    system.advance(Duration.ofDays(36_500));
    assertThat(clock.instant()).isEqualTo(right);
  }
}
