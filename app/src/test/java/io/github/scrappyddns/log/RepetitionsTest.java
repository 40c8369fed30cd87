package io.github.scrappyddns.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
  private static final String CHANGE = "{} is at {}";

  private final LoggerContext context = new LoggerContext();
  private final HandClock clock = new HandClock();
  private final Repetitions repetitions = new Repetitions(clock);

  @Test
  void what_repeats_is_written_twenty_times_a_minute_and_summed_up() {
    int written = 0;
    for (int i = 0; i < 5_332; i++) {
      written += admit("Writer", Level.INFO, CHANGE, "Home", "203.0.113." + i) ? 1 : 0;
    }
    assertThat(written).isEqualTo(20);
    assertThat(repetitions.due()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(repetitions.due())
        .containsExactly(
            new Repetitions.Sum(
                Level.INFO,
                "Writer",
                "… 5,312 more lines like this in the last minute: Home is at 203.0.113.5331"));
    assertThat(repetitions.due()).isEmpty();
    assertThat(admit("Writer", Level.INFO, CHANGE, "Home", "203.0.113.9")).isTrue();
  }

  @Test
  void a_network_without_rest_does_not_hide_the_others() {
    fill(20, "Writer", Level.INFO, CHANGE, "Home");
    assertThat(admit("Writer", Level.INFO, CHANGE, "Home", "x")).isFalse();
    assertThat(admit("Writer", Level.INFO, CHANGE, "Office", "x")).isTrue();
  }

  @Test
  void very_many_networks_are_summed_up_too() {
    int written = 0;
    for (int i = 0; i < 100_000; i++) {
      written += admit("Writer", Level.INFO, CHANGE, "Net " + i, "203.0.113.1") ? 1 : 0;
    }
    assertThat(written).isEqualTo(200);
    assertThat(repetitions.rest())
        .extracting(Repetitions.Sum::text)
        .containsExactly(
            "… 99,800 more lines like this in the last minute: Net 99999 is at 203.0.113.1");
  }

  @Test
  void a_line_that_is_new_is_never_hidden() {
    fill(100_000, "Writer", Level.INFO, CHANGE, "Home");
    for (int i = 0; i < 100_000; i++) {
      admit("Other", Level.WARN, "text " + i);
      admit("Writer", Level.INFO, CHANGE, "Net " + i);
    }
    assertThat(admit("Writer", Level.ERROR, "{} check-ins were not stored: {}", 7, "full"))
        .isTrue();
    assertThat(admit("Writer", Level.WARN, CHANGE, "Home")).isTrue();
    assertThat(admit("Third", Level.INFO, "Stopping")).isTrue();
  }

  @Test
  void numbers_make_no_difference() {
    int written = 0;
    for (int i = 0; i < 556; i++) {
      written += admit("Writer", Level.ERROR, "{} not stored: {}", i, "full") ? 1 : 0;
    }
    assertThat(written).isEqualTo(20);
  }

  @Test
  void different_texts_without_a_pattern_are_bounded() {
    int written = 0;
    for (int i = 0; i < 50_000; i++) {
      written += admit("Watch", Level.WARN, "token.list line " + i + " is odd") ? 1 : 0;
    }
    assertThat(written).isBetween(20, 1_000);
    List<Repetitions.Sum> sums = repetitions.rest();
    assertThat(sums).hasSize(1);
    assertThat(sums.get(0).text()).endsWith("token.list line 49999 is odd");
  }

  @Test
  void a_clock_that_is_set_ends_the_minute() {
    fill(21, "Writer", Level.INFO, CHANGE, "Home");
    clock.advance(Duration.ofDays(-1));
    assertThat(repetitions.due()).hasSize(1);
    fill(21, "Writer", Level.INFO, CHANGE, "Home");
    clock.advance(Duration.ofDays(4_000));
    assertThat(repetitions.due()).hasSize(1);
  }

  private void fill(int lines, String logger, Level level, String pattern, Object... arguments) {
    for (int i = 0; i < lines; i++) {
      admit(logger, level, pattern, arguments);
    }
  }

  private boolean admit(String name, Level level, String pattern, Object... arguments) {
    Logger logger = context.getLogger(name);
    return repetitions.admit(
        new LoggingEvent("RepetitionsTest", logger, level, pattern, null, arguments));
  }
}
