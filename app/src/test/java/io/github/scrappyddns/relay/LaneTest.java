package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.ScriptedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane driven by hand: each class of answers, and what becomes of the debt. */
class LaneTest {
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
  void what_is_due_is_sent_once_and_is_paid() throws InterruptedException {
    lanes.change(1, "203.0.113.7");
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.headlines()).containsExactly("Net 1 is at 203.0.113.7 (first check-in)");
    lane.relayDue();
    assertThat(phone.received()).hasSize(1);
  }

  @Test
  void after_a_long_outage_each_network_is_told_once_with_its_last_state()
      throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    for (int round = 1; round <= 10; round++) {
      for (int network = 1; network <= 5; network++) {
        lanes.change(network, "203.0.113." + (10 * network + round));
        lane.relayDue();
        lanes.clock.advance(Duration.ofMinutes(7));
      }
    }
    int attempts = phone.received().size();
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofMinutes(20));
    lane.relayDue();
    List<Alert> told = phone.received().subList(attempts, phone.received().size());
    assertThat(told.stream().map(alert -> alert.simplified().body()))
        .containsExactlyInAnyOrder(
            "Net 1 is at 203.0.113.20",
            "Net 2 is at 203.0.113.30",
            "Net 3 is at 203.0.113.40",
            "Net 4 is at 203.0.113.50",
            "Net 5 is at 203.0.113.60");
    assertThat(told).allMatch(alert -> alert.body().contains("Changed 9 times since its first"));
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
  }

  @Test
  void an_answer_that_was_lost_is_tried_again_and_says_so() throws InterruptedException {
    phone.answers(DeliveryResult.unsure("read time-out"));
    lanes.change(1, "203.0.113.1");
    lane.relayDue();
    lanes.clock.advance(Duration.ofSeconds(3));
    lane.relayDue();
    assertThat(phone.received()).hasSize(2);
    assertThat(phone.received().get(0).body()).doesNotContain("may have seen");
    assertThat(phone.received().get(1).body()).contains("You may have seen this already");
  }

  @Test
  void a_refused_alert_is_sent_in_its_simplest_form_and_then_told_elsewhere()
      throws InterruptedException {
    phone.answers(DeliveryResult.badMessage("413"));
    lanes.change(1, "203.0.113.1");
    lanes.change(2, "203.0.113.2");
    lane.relayDue();
    assertThat(phone.received()).hasSize(4);
    assertThat(phone.received().stream().filter(alert -> !alert.body().contains("\n"))).hasSize(2);
    mailLane.relayDue();
    assertThat(mail.received().get(2).body()).contains("phone refused this alert (413)");
    assertThat(lane.relayDue()).as("both were told elsewhere").isEqualTo(Lane.NEVER);
  }

  @Test
  void where_nobody_else_could_be_told_a_refused_alert_is_kept() throws InterruptedException {
    lanes.close();
    lanes = HandDrivenLanes.ofPhone(directory);
    phone = lanes.phone;
    Lane alone = lanes.lane(phone);
    phone.answers(DeliveryResult.badMessage("422"));
    lanes.change(1, "203.0.113.1");
    long next = alone.relayDue();
    assertThat(phone.received()).hasSize(2);
    assertThat(next).isBetween(lanes.clock.millis() + 1_000, lanes.clock.millis() + 60_000);
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofMillis(next - lanes.clock.millis()));
    assertThat(alone.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSize(3);
  }

  @Test
  void a_channel_that_throws_is_tried_again() throws InterruptedException {
    phone.answers(
        alert -> {
          throw new IllegalArgumentException("a defect");
        });
    lanes.change(1, "203.0.113.1");
    assertThat(lane.relayDue()).isGreaterThan(lanes.clock.millis()).isNotEqualTo(Lane.NEVER);
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(Duration.ofMinutes(1));
    lane.relayDue();
    assertThat(phone.received()).hasSize(2);
  }

  @Test
  void a_machine_without_threads_is_no_defect_of_the_channel() throws InterruptedException {
    phone.answers(
        alert -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    lanes.change(1, "203.0.113.1");
    try (CapturedLog defects = new CapturedLog(Lane.class);
        CapturedLog log = new CapturedLog(DeliveryLog.class)) {
      lane.relayDue();
      assertThat(defects.lines()).isEmpty();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("this machine gives no more threads");
    }
  }

  @Test
  void what_was_sent_but_could_not_be_settled_is_settled_and_not_sent_again()
      throws InterruptedException {
    lanes.change(1, "203.0.113.1");
    phone.answers(
        alert -> {
          lanes.database.write(writing -> writing.update("ALTER TABLE delivery RENAME TO away"));
          return DeliveryResult.delivered("ok");
        });
    assertThatThrownBy(lane::relayDue).isInstanceOf(DatabaseException.class);
    assertThatThrownBy(lane::relayDue).isInstanceOf(DatabaseException.class);
    lanes.database.write(writing -> writing.update("ALTER TABLE away RENAME TO delivery"));
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSize(1);
  }

  @Test
  void a_change_while_an_alert_is_under_way_is_told_after_the_interval()
      throws InterruptedException {
    lanes.change(1, "203.0.113.1");
    phone.answers(
        alert -> {
          if (alert.body().contains("203.0.113.1")) {
            lanes.change(1, "203.0.113.2");
          }
          return DeliveryResult.delivered("ok");
        });
    long next = lane.relayDue();
    assertThat(next).isEqualTo(lanes.clock.millis() + 10_000);
    lanes.clock.advance(Duration.ofSeconds(10));
    lane.relayDue();
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.2");
  }
}
