package io.github.scrappyddns.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HourlyLogTest {
  private final HandClock clock = new HandClock();
  private final HourlyLog log = new HourlyLog(clock);

  @Test
  void a_thing_is_said_once_an_hour() {
    int said = 0;
    for (int minute = 0; minute < 121; minute++) {
      said += log.isDue("the proxy") ? 1 : 0;
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(said).isEqualTo(3);
  }

  @Test
  void each_thing_has_its_own_hour() {
    assertThat(log.isDue("one")).isTrue();
    assertThat(log.isDue("two")).isTrue();
    assertThat(log.isDue("one")).isFalse();
  }

  @Test
  void a_clock_that_is_set_back_does_not_silence_it() {
    log.isDue("one");
    clock.advance(Duration.ofDays(-1));
    assertThat(log.isDue("one")).isTrue();
  }

  @Test
  void however_many_things_there_are_a_thousand_are_said_in_an_hour() {
    int said = 0;
    for (int i = 0; i < 3000; i++) {
      said += log.isDue("caller " + i) ? 1 : 0;
    }
    assertThat(said).isEqualTo(1000);
    clock.advance(Duration.ofHours(1));
    assertThat(log.isDue("another")).isTrue();
  }
}
