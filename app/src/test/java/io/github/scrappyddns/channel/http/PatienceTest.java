package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Patience patience = new Patience();

  @Test
  void what_lasts_is_no_passing_fault() {
    assertThat(tried(NOON)).isEqualTo(Outcome.RETRY);
    assertThat(tried(NOON.plusSeconds(599))).isEqualTo(Outcome.RETRY);
    assertThat(tried(NOON.plusSeconds(600))).isEqualTo(Outcome.BAD_CHANNEL);
  }

  @Test
  void a_clock_that_was_set_back_makes_it_last_no_longer() {
    assertThat(tried(NOON.plus(Duration.ofDays(3653)))).isEqualTo(Outcome.RETRY);
    assertThat(tried(NOON)).isEqualTo(Outcome.RETRY);
    assertThat(tried(NOON.plusSeconds(600))).isEqualTo(Outcome.BAD_CHANNEL);
  }

  private Outcome tried(Instant at) {
    DeliveryResult first = DeliveryResult.retry("HTTP 404");
    return patience.tried(first, at, Duration.ofMinutes(10)).outcome();
  }
}
