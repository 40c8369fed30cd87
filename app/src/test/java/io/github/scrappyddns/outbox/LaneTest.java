package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane driven by hand: each class of answers, and what it does to the debt and the channel. */
class LaneTest {
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final ScriptedChannel phone = new ScriptedChannel("phone");
  private final ScriptedChannel mail = new ScriptedChannel("mail");
  private Outbox outbox = new Outbox(List.of(phone, mail), Duration.ofSeconds(10));
  private final Timeline timeline = new Timeline();
  private final Map<Integer, PublicAddress> held = new HashMap<>();
  private Database database;
  private Lane lane;
  private Lane mailLane;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(directory);
    database.write(
        writing -> {
          for (int id = 1; id <= 5; id++) {
            SeededNetworks.store(writing, new Network(id, "Net " + id), 0);
          }
          return outbox.resume(writing, clock.millis());
        });
    lane = lane(phone);
    mailLane = lane(mail);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_is_due_is_sent_once_and_is_paid() throws InterruptedException {
    change(1, "203.0.113.7");
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.headlines()).containsExactly("Net 1 is at 203.0.113.7 (first check-in)");
    lane.relayDue();
    assertThat(phone.received()).hasSize(1);
  }

  @Test
  void a_failure_rests_the_whole_lane_and_the_next_debt_in_turn_tries_again()
      throws InterruptedException {
    phone.answers(DeliveryResult.retry("503"));
    for (int network = 1; network <= 5; network++) {
      change(network, "203.0.113." + network);
    }
    long next = lane.relayDue();
    assertThat(phone.received()).hasSize(1);
    assertThat(next - clock.millis()).isBetween(1_500L, 2_500L);
    clock.advance(Duration.ofSeconds(3));
    lane.relayDue();
    assertThat(phone.headlines())
        .containsExactly(
            "Net 1 is at 203.0.113.1 (first check-in)", "Net 2 is at 203.0.113.2 (first check-in)");
  }

  @Test
  void after_a_long_outage_each_network_is_told_once_with_its_last_state()
      throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    for (int round = 1; round <= 10; round++) {
      for (int network = 1; network <= 5; network++) {
        change(network, "203.0.113." + (10 * network + round));
        lane.relayDue();
        clock.advance(Duration.ofMinutes(7));
      }
    }
    int attempts = phone.received().size();
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofMinutes(20));
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
  void one_success_makes_due_at_once_what_had_failed() throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    change(1, "203.0.113.1");
    change(2, "203.0.113.2");
    for (int i = 0; i < 8; i++) {
      lane.relayDue();
      clock.advance(Duration.ofMinutes(20));
    }
    int attempts = phone.received().size();
    phone.answers(DeliveryResult.delivered("ok"));
    lane.relayDue();
    assertThat(phone.received()).hasSize(attempts + 2);
  }

  @Test
  void an_answer_that_was_lost_is_tried_again_and_says_so() throws InterruptedException {
    phone.answers(DeliveryResult.unsure("read time-out"));
    change(1, "203.0.113.1");
    lane.relayDue();
    clock.advance(Duration.ofSeconds(3));
    lane.relayDue();
    assertThat(phone.received()).hasSize(2);
    assertThat(phone.received().get(0).body()).doesNotContain("may have seen");
    assertThat(phone.received().get(1).body()).contains("You may have seen this already");
  }

  @Test
  void a_wait_that_the_service_asks_for_is_kept_to_the_second_and_over_a_restart()
      throws InterruptedException {
    Instant until = clock.instant().plus(Duration.ofHours(3));
    phone.answers(DeliveryResult.waitUntil(until, "429"));
    change(1, "203.0.113.1");
    change(2, "203.0.113.2");
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
    Lane restarted = lane(phone);
    assertThat(restarted.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(phone.received()).hasSize(1);
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofHours(3));
    restarted.relayDue();
    assertThat(phone.received()).hasSize(3);
  }

  @Test
  void a_refused_alert_is_sent_in_its_simplest_form_and_then_told_elsewhere()
      throws InterruptedException {
    phone.answers(DeliveryResult.badMessage("413"));
    change(1, "203.0.113.1");
    change(2, "203.0.113.2");
    lane.relayDue();
    assertThat(phone.received()).hasSize(4);
    assertThat(phone.received().stream().filter(alert -> !alert.body().contains("\n"))).hasSize(2);
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    mailLane.relayDue();
    assertThat(mail.received().get(2).body()).contains("phone refused this alert (413)");
  }

  @Test
  void where_nobody_else_could_be_told_a_refused_alert_is_kept() throws InterruptedException {
    outbox = new Outbox(List.of(phone), Duration.ofSeconds(10));
    Lane alone = lane(phone);
    phone.answers(DeliveryResult.badMessage("422"));
    change(1, "203.0.113.1");
    long next = alone.relayDue();
    assertThat(phone.received()).hasSize(2);
    assertThat(next).isBetween(clock.millis() + 1_000, clock.millis() + 60_000);
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofMillis(next - clock.millis()));
    assertThat(alone.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSize(3);
  }

  @Test
  void a_clock_that_was_set_back_delays_nothing() throws InterruptedException {
    phone.answers(DeliveryResult.retry("unreachable"));
    change(1, "203.0.113.1");
    mailLane.relayDue();
    change(1, "203.0.113.2");
    lane.relayDue();
    mailLane.relayDue();
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofHours(-2));
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.2");
    assertThat(mailLane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(mail.headlines()).endsWith("Net 1 is at 203.0.113.2");
  }

  @Test
  void a_bad_channel_is_told_through_the_others_once_probed_slowly_and_recovers()
      throws InterruptedException {
    phone.answers(DeliveryResult.badChannel("401"));
    change(1, "203.0.113.1");
    long probe = lane.relayDue();
    assertThat(Duration.ofMillis(probe - clock.millis())).isEqualTo(Duration.ofMinutes(15));
    mailLane.relayDue();
    assertThat(mail.headlines())
        .containsExactly("Net 1 is at 203.0.113.1 (first check-in)", "phone needs attention: 401");
    clock.advance(Duration.ofMinutes(15));
    long later = lane.relayDue();
    assertThat(Duration.ofMillis(later - clock.millis())).isGreaterThan(Duration.ofMinutes(15));
    Lane restarted = lane(phone);
    restarted.relayDue();
    mailLane.relayDue();
    assertThat(mail.received()).hasSize(2);
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofDays(1));
    restarted.relayDue();
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.1 (first check-in)");
    assertThat(restarted.relayDue()).isEqualTo(Lane.NEVER);
  }

  @Test
  void a_sign_of_life_elsewhere_ends_a_rest_that_failures_imposed() throws InterruptedException {
    phone.answers(DeliveryResult.retry("down"));
    mail.answers(DeliveryResult.retry("down"));
    change(1, "203.0.113.1");
    for (int i = 0; i < 8; i++) {
      clock.advance(Duration.ofMinutes(20));
      lane.relayDue();
      mailLane.relayDue();
    }
    phone.answers(DeliveryResult.delivered("ok"));
    mail.answers(DeliveryResult.delivered("ok"));
    assertThat(lane.relayDue()).isGreaterThan(clock.millis()).isNotEqualTo(Lane.NEVER);
    change(2, "203.0.113.2");
    clock.advance(Duration.ofSeconds(1));
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
    Instant until = clock.instant().plus(Duration.ofHours(3));
    phone.answers(DeliveryResult.waitUntil(until, "429"));
    change(1, "203.0.113.1");
    lane.relayDue();
    lane.retryNow();
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(phone.received()).hasSize(1);
  }

  @Test
  void a_channel_that_throws_is_tried_again() throws InterruptedException {
    phone.answers(
        alert -> {
          throw new IllegalArgumentException("a defect");
        });
    change(1, "203.0.113.1");
    assertThat(lane.relayDue()).isGreaterThan(clock.millis()).isNotEqualTo(Lane.NEVER);
    phone.answers(DeliveryResult.delivered("ok"));
    clock.advance(Duration.ofMinutes(1));
    lane.relayDue();
    assertThat(phone.received()).hasSize(2);
  }

  @Test
  void what_was_sent_but_could_not_be_settled_is_settled_and_not_sent_again()
      throws InterruptedException {
    change(1, "203.0.113.1");
    phone.answers(
        alert -> {
          database.write(writing -> writing.update("ALTER TABLE delivery RENAME TO away"));
          return DeliveryResult.delivered("ok");
        });
    assertThatThrownBy(lane::relayDue).isInstanceOf(DatabaseException.class);
    assertThatThrownBy(lane::relayDue).isInstanceOf(DatabaseException.class);
    database.write(writing -> writing.update("ALTER TABLE away RENAME TO delivery"));
    assertThat(lane.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSize(1);
  }

  @Test
  void a_change_while_an_alert_is_under_way_is_told_after_the_interval()
      throws InterruptedException {
    change(1, "203.0.113.1");
    phone.answers(
        alert -> {
          if (alert.body().contains("203.0.113.1")) {
            change(1, "203.0.113.2");
          }
          return DeliveryResult.delivered("ok");
        });
    long next = lane.relayDue();
    assertThat(next).isEqualTo(clock.millis() + 10_000);
    clock.advance(Duration.ofSeconds(10));
    lane.relayDue();
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.2");
  }

  private Lane lane(ScriptedChannel channel) {
    Renderer renderer = new Renderer(new NetworkTable(clock), timeline, new Digest(ZoneOffset.UTC));
    return new Lane(channel, database, outbox, renderer, new RetrySchedule(() -> 0.5), clock);
  }

  private void change(int network, String address) {
    PublicAddress current = PublicAddress.parse(address).orElseThrow();
    PublicAddress previous = held.put(network, current);
    database.write(
        writing -> {
          long event =
              timeline.append(
                  writing,
                  network,
                  previous == null ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
                  previous,
                  previous == null ? null : clock.instant(),
                  current,
                  clock.instant());
          outbox.owe(writing, new Network(network, "Net " + network), event, clock.millis());
          return null;
        });
  }
}
