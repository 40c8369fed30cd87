package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final HandClock clock = new HandClock();
  private final List<CompletableFuture<DeliveryResult>> signs = new ArrayList<>();
  private Optional<String> trouble = Optional.empty();
  private final Heartbeat heartbeat =
      new Heartbeat("hc.example.org", this::sign, () -> trouble, clock);

  private CompletableFuture<DeliveryResult> sign() {
    CompletableFuture<DeliveryResult> sign = new CompletableFuture<>();
    signs.add(sign);
    return sign;
  }

  private void answer(DeliveryResult result) {
    signs.get(signs.size() - 1).complete(result);
  }

  private void pass(Duration time) {
    clock.advance(time);
    heartbeat.look();
  }

  @Test
  void it_beats_at_once_and_then_each_minute() {
    heartbeat.look();
    answer(DeliveryResult.delivered("OK"));
    assertThat(signs).hasSize(1);
    pass(Duration.ofSeconds(59));
    assertThat(signs).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(signs).hasSize(2);
  }

  @Test
  void it_beats_again_when_the_clock_was_set_back() {
    heartbeat.look();
    answer(DeliveryResult.delivered("OK"));
    pass(Duration.ofDays(-1));
    assertThat(signs).hasSize(2);
  }

  @Test
  void one_sign_follows_the_other() {
    heartbeat.look();
    pass(Duration.ofMinutes(5));
    assertThat(signs).hasSize(1);
    answer(DeliveryResult.delivered("OK"));
    heartbeat.look();
    assertThat(signs).hasSize(2);
  }

  @Test
  void it_stands_still_while_the_service_is_not_well_and_says_so_once() {
    try (CapturedLog log = new CapturedLog(Heartbeat.class)) {
      trouble = Optional.of("storage: the disk is full");
      heartbeat.look();
      pass(Duration.ofMinutes(1));
      assertThat(signs).isEmpty();
      trouble = Optional.empty();
      pass(Duration.ofMinutes(1));
      assertThat(signs).hasSize(1);
      assertThat(log.lines())
          .containsExactly(
              "WARN hc.example.org is given no sign of life, so that it alarms: storage: the disk"
                  + " is full",
              "INFO hc.example.org is given signs of life again");
    }
  }

  @Test
  void a_sign_that_nobody_hears_is_told_once_an_hour_until_one_is_heard() {
    try (CapturedLog log = new CapturedLog(Heartbeat.class)) {
      heartbeat.look();
      for (int minute = 0; minute <= 60; minute++) {
        answer(DeliveryResult.retry("no connection to hc.example.org"));
        pass(Duration.ofMinutes(1));
      }
      assertThat(log.lines())
          .hasSize(2)
          .allMatch(
              line ->
                  line.equals(
                      "WARN hc.example.org did not hear the sign of life, and will alarm. Compare"
                          + " HEARTBEAT_URL with what it shows: no connection to hc.example.org"));
      assertThat(heartbeat.warning())
          .contains("heartbeat: hc.example.org does not hear it: no connection to hc.example.org");

      answer(DeliveryResult.delivered("OK"));
      heartbeat.look();
      assertThat(heartbeat.warning()).isEmpty();
      assertThat(log.lines()).last().isEqualTo("INFO hc.example.org hears the signs of life again");
    }
  }

  @Test
  void a_defect_does_not_end_it() {
    heartbeat.look();
    signs.get(0).completeExceptionally(new IllegalStateException("x"));
    pass(Duration.ofMinutes(1));
    assertThat(signs).hasSize(2);
    assertThat(heartbeat.warning()).isPresent();
  }
}
