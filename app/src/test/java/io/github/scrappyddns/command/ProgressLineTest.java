package io.github.scrappyddns.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What somebody sees who waits for long work, by a clock that a test moves. */
class ProgressLineTest {
  private static final String ANEW = "\r\u001b[K";

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private long now = Long.MAX_VALUE - 5;

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintStream(seen, true, UTF_8), terminal, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private String seen() {
    return seen.toString(UTF_8);
  }

  @Test
  void nothing_is_seen_of_what_is_over_within_a_second() {
    try (ProgressLine line = line(true)) {
      line.begin(10_000);
      for (int i = 0; i < 9; i++) {
        pass(Duration.ofMillis(100));
        line.done(1_000);
      }
    }
    assertThat(seen()).isEmpty();
  }

  @Test
  void a_terminal_shows_a_bar_that_is_gone_at_the_end() {
    try (ProgressLine line = line(true)) {
      line.begin(100_000);
      pass(Duration.ofSeconds(1));
      line.done(10_000);
      pass(Duration.ofMillis(100));
      line.done(1_000); // Too soon after the last one.
      pass(Duration.ofMillis(900));
      line.done(39_000);
    }
    assertThat(List.of(seen().split("(?=\r)", -1)))
        .containsExactly(
            ANEW + "[==                      ]  10 %, 10,000 rows/s, 9 s left",
            ANEW + "[============            ]  50 %, 25,000 rows/s, 2 s left",
            ANEW);
  }

  @Test
  void without_a_terminal_there_is_a_line_every_ten_seconds() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (ProgressLine line = line(false)) {
      line.begin(10_000_000);
      for (int second = 0; second < 25; second++) {
        pass(Duration.ofSeconds(1));
        line.done(1_000);
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(seen().lines())
        .containsExactly(
            "10,000 of 10,000,000 rows, 0 %, 1,000 rows/s, 2 h 47 min left",
            "20,000 of 10,000,000 rows, 0 %, 1,000 rows/s, 2 h 47 min left");
  }

  @Test
  void there_is_never_more_than_all() {
    ProgressLine line = line(false);
    line.begin(1_000);
    pass(Duration.ofSeconds(10));
    line.done(2_000);
    assertThat(seen()).contains("100 %", "0 s left");
  }

  @Test
  void minutes_are_told_as_minutes() {
    ProgressLine line = line(false);
    line.begin(31_000);
    pass(Duration.ofSeconds(10));
    line.done(1_000);
    assertThat(seen()).contains("3 %, 100 rows/s, 5 min left");
  }
}
