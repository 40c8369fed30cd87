package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is ordered of a network, at a time. */
class NetworkSettingsTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void a_network_is_judged_unless_it_is_paused_or_may_be_away() {
    assertThat(NetworkSettings.NONE.isJudged(NOW)).isTrue();
    assertThat(new NetworkSettings(true, 0, 0).isJudged(NOW)).isFalse();
    NetworkSettings away = new NetworkSettings(false, 0, NOW + HOUR);
    assertThat(away.isJudged(NOW)).isFalse();
    assertThat(away.isJudged(NOW + HOUR)).isTrue();
  }

  @Test
  void a_window_that_a_wrong_clock_wrote_is_none() {
    long wrong = NOW + Duration.ofDays(400).toMillis();
    assertThat(new NetworkSettings(false, 0, wrong).isInMaintenance(NOW)).isFalse();
  }
}
