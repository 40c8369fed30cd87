package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                             | PT2M",
        "0                               | PT0S",
        "0.35                            | PT0.35S",
        "-120                            | PT0S",
        "1000000000                      | PT24H",
        "999999999999999999              | PT24H",
        "Tue, 10 Mar 2026 12:00:30 GMT   | PT30S",
        "Tue, 10 Mar 2026 11:59:30 GMT   | PT0S",
        "Fri, 10 Mar 2056 12:00:00 GMT   | PT24H",
        "Tuesday, 10-Mar-26 12:01:00 GMT | PT1M",
        "Tue Mar 10 12:02:00 2026        | PT2M",
        "Sun Mar  1 12:02:00 2026        | PT0S"
      })
  void every_spelling_is_read_and_bounded(String text, Duration rest) {
    assertThat(RetryAfter.parse(text, HandClock.NOON)).contains(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e9", "12s", "0x10", "NaN", "9999999999999999999999", "١٢"})
  void garbage_says_nothing(String text) {
    assertThat(RetryAfter.parse(text, HandClock.NOON)).isEmpty();
  }

  @Test
  void a_rest_is_up_to_a_tenth_longer_than_asked() {
    HttpAnswer answer =
        new HttpAnswer(
            429, Map.of("retry-after", "600"), "", true, HandClock.NOON, 1, Secrets.NONE);

    assertThat(Answers.byStatus().read(answer).until()).isEqualTo(HandClock.NOON.plusSeconds(660));
  }

  @Test
  void nobody_is_ever_told_to_come_back_at_once() {
    HttpAnswer answer =
        new HttpAnswer(429, Map.of("retry-after", "0"), "", true, HandClock.NOON, 0, Secrets.NONE);

    assertThat(Answers.byStatus().read(answer).until()).isAfter(HandClock.NOON);
    assertThat(answer.restUntil(Instant.EPOCH).until()).isAfter(HandClock.NOON);
  }
}
