package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HorizonTest {
  private static final long NOW = 1_800_000_000_000L;

  @Test
  void what_can_be_right_is_taken_at_its_word_and_what_lies_further_ahead_is_now() {
    Horizon minute = new Horizon(Duration.ofMinutes(1));
    assertThat(minute.heed(0, NOW)).isZero();
    assertThat(minute.heed(NOW + 60_000, NOW)).isEqualTo(NOW + 60_000);
    assertThat(minute.heed(NOW + 60_001, NOW)).isEqualTo(NOW);
  }

  @Test
  void nothing_of_the_past_lies_ahead() {
    assertThat(Horizon.OF_THE_PAST.heed(NOW, NOW)).isEqualTo(NOW);
    assertThat(Horizon.OF_THE_PAST.heed(NOW + 1, NOW)).isEqualTo(NOW);
    assertThat(Horizon.OF_THE_PAST.heed(NOW - 1, NOW)).isEqualTo(NOW - 1);
  }
}
