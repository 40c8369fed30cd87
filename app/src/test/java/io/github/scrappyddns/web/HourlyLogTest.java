package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HourlyLogTest {
  private final HandClock clock = new HandClock();
  private final HourlyLog log = new HourlyLog(clock);
  private final CapturedLog captured = new CapturedLog(HourlyLog.class);

  @AfterEach
  void release() {
    captured.close();
  }

  @Test
  void a_cause_is_said_once_an_hour() {
    for (int minute = 0; minute < 121; minute++) {
      log.error("the proxy");
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(captured.lines()).hasSize(3).allMatch(line -> line.contains("the proxy"));
    assertThat(captured.lines().get(0)).startsWith("ERROR Misconfiguration");
  }

  @Test
  void each_cause_has_its_own_hour() {
    log.error("one");
    log.error("two");
    log.error("one");
    assertThat(captured.lines()).hasSize(2);
  }

  @Test
  void a_clock_that_is_set_back_does_not_silence_it() {
    log.error("one");
    clock.advance(Duration.ofDays(-1));
    log.error("one");
    assertThat(captured.lines()).hasSize(2);
  }
}
