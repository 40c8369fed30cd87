package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.ScriptedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane driven by hand: when the channel rests, and what ends a rest. */
class LaneHealthTest {
  @TempDir Path directory;

  private HandDrivenLanes lanes;
  private ScriptedChannel phone;
  private ScriptedChannel mail;
  private Lane lane;
  private Lane mailLane;

  @BeforeEach
  void open() {
    lanes = new HandDrivenLanes(directory);
    phone = lanes.phone;
    mail = lanes.mail;
    lane = lanes.lane(phone);
    mailLane = lanes.lane(mail);
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void a_failure_rests_the_whole_lane_and_the_next_debt_in_turn_tries_again()
      throws InterruptedException {
    phone.answers(DeliveryResult.retry("503"));
    for (int network = 1; network <= 5; network++) {
      lanes.change(network, "203.0.113." + network);
    }
    long next = lane.relayDue();
    assertThat(phone.received()).hasSize(1);
    assertThat(next - lanes.clock.millis()).isBetween(1_500L, 2_500L);
    lanes.clock.advance(Duration.ofSeconds(3));
    lane.relayDue();
    assertThat(phone.headlines())
        .containsExactly(
            "Net 1 is at 203.0.113.1 (first check-in)", "Net 2 is at 203.0.113.2 (first check-in)");
  }

  @Test
  void one_success_makes_due_at_once_what_had_failed() throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    lanes.change(1, "203.0.113.1");
    lanes.change(2, "203.0.113.2");
    for (int i = 0; i < 8; i++) {
      lane.relayDue();
      lanes.clock.advance(Duration.ofMinutes(20));
    }
    int attempts = phone.received().size();
    phone.answers(DeliveryResult.delivered("ok"));
    lane.relayDue();
    assertThat(phone.received()).hasSize(attempts + 2);
  }

  @Test
  void a_wait_that_the_service_asks_for_is_kept_to_the_second_and_over_a_restart()
      throws InterruptedException {
    Instant until = lanes.clock.instant().plus(Duration.ofHours(3));
    phone.answers(DeliveryResult.waitUntil(until, "429"));
    lanes.change(1, "203.0.113.1");
    lanes.change(2, "203.0.113.2");
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
    Lane restarted = lanes.lane(phone);
    assertThat(restarted.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(phone.received()).hasSize(1);
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofHours(3));
    restarted.relayDue();
    assertThat(phone.received()).hasSize(3);
  }

  @Test
  void a_clock_that_was_set_back_delays_nothing() throws InterruptedException {
    phone.answers(DeliveryResult.retry("unreachable"));
    lanes.change(1, "203.0.113.1");
    mailLane.relayDue();
    lanes.change(1, "203.0.113.2");
    lane.relayDue();
    mailLane.relayDue();
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofHours(-2));
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.2");
    assertThat(mailLane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(mail.headlines()).endsWith("Net 1 is at 203.0.113.2");
  }

  @Test
  void a_bad_channel_is_told_through_the_others_once_probed_slowly_and_recovers()
      throws InterruptedException {
    phone.answers(DeliveryResult.badChannel("401"));
    lanes.change(1, "203.0.113.1");
    long probe = lane.relayDue();
    assertThat(Duration.ofMillis(probe - lanes.clock.millis())).isEqualTo(Duration.ofMinutes(15));
    mailLane.relayDue();
    assertThat(mail.headlines())
        .containsExactly("Net 1 is at 203.0.113.1 (first check-in)", "phone needs attention: 401");
    lanes.clock.advance(Duration.ofMinutes(15));
    long later = lane.relayDue();
    assertThat(Duration.ofMillis(later - lanes.clock.millis()))
        .isGreaterThan(Duration.ofMinutes(15));
    Lane restarted = lanes.lane(phone);
    restarted.relayDue();
    mailLane.relayDue();
    assertThat(mail.received()).hasSize(2);
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofDays(1));
    restarted.relayDue();
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.1 (first check-in)");
    assertThat(restarted.relayDue()).isEqualTo(Lane.NEVER);
  }

  @Test
  void a_sign_of_life_elsewhere_ends_a_rest_that_failures_imposed() throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    mail.answers(DeliveryResult.retry("down"));
    lanes.change(1, "203.0.113.1");
    for (int i = 0; i < 8; i++) {
      lanes.clock.advance(Duration.ofMinutes(20));
      lane.relayDue();
      mailLane.relayDue();
    }
    phone.answers(DeliveryResult.delivered("ok"));
    mail.answers(DeliveryResult.delivered("ok"));
    assertThat(lane.relayDue()).isGreaterThan(lanes.clock.millis()).isNotEqualTo(Lane.NEVER);
    lanes.change(2, "203.0.113.2");
    lanes.clock.advance(Duration.ofSeconds(1));
    mailLane.retryNow();
    mailLane.relayDue();
    assertThat(mailLane.answeredAgain()).isTrue();
    assertThat(mailLane.answeredAgain()).isFalse();
    int attempts = phone.received().size();
    lane.retryNow();
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSize(attempts + 2);
  }

  @Test
  void a_sign_of_life_elsewhere_does_not_end_a_rest_that_the_service_asked_for()
      throws InterruptedException {
    Instant until = lanes.clock.instant().plus(Duration.ofHours(3));
    phone.answers(DeliveryResult.waitUntil(until, "429"));
    lanes.change(1, "203.0.113.1");
    lane.relayDue();
    lane.retryNow();
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(phone.received()).hasSize(1);
  }
}
