package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes of two instances, one database: an alert goes out once, and a rest is everybody's. */
class SharedOutboxTest {
  @TempDir Path directory;

  private HandDrivenLanes here;
  private HandDrivenLanes there;
  private Lane lane;
  private Lane other;

  @BeforeEach
  void open() {
    here = HandDrivenLanes.sharedIn(directory);
    there = here.beside();
    lane = here.lane(here.phone);
    other = there.lane(there.phone);
  }

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  @Test
  void an_alert_that_one_sends_is_not_sent_by_the_other() throws InterruptedException {
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    here.phone.answersLater(answer);
    here.change(1, "203.0.113.1");
    lane.relayDue();
    other.relayDue();
    assertThat(there.phone.received()).isEmpty();
    answer.complete(DeliveryResult.delivered("ok"));
    lane.relayDue();
    other.relayDue();
    assertThat(here.phone.received()).hasSize(1);
    assertThat(there.phone.received()).isEmpty();
    assertThat(here.debts(here.phone)).isZero();
  }

  @Test
  void a_channel_that_is_down_is_tried_by_one_of_them() {
    here.phone.answers(DeliveryResult.retry("503"));
    there.phone.answers(DeliveryResult.retry("503"));
    for (int network = 1; network <= 5; network++) {
      here.change(network, "203.0.113." + network);
    }
    lane.relayDue();
    long rest = other.relayDue();
    assertThat(rest - here.clock.millis()).isBetween(1_500L, 2_500L);
    assertThat(there.phone.received()).isEmpty();
    advance(Duration.ofSeconds(3));
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    here.phone.answersLater(answer);
    lane.relayDue();
    other.relayDue();
    assertThat(here.phone.received()).as("one finds out").hasSize(2);
    assertThat(there.phone.received()).isEmpty();
    there.phone.answers(DeliveryResult.delivered("ok"));
    answer.complete(DeliveryResult.delivered("ok"));
    lane.relayDue();
    other.relayDue();
    assertThat(here.debts(here.phone)).isZero();
  }

  @Test
  void a_rest_that_a_channel_asked_for_is_kept_by_all() {
    Instant until = here.clock.instant().plus(Duration.ofHours(3));
    here.phone.answers(DeliveryResult.waitUntil(until, "429"));
    here.change(1, "203.0.113.1");
    lane.relayDue();
    there.change(2, "203.0.113.2");
    assertThat(other.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(there.phone.received()).isEmpty();
  }

  @Test
  void what_an_instance_had_begun_that_is_gone_is_sent_by_another_and_says_so() {
    here.phone.answersLater(new CompletableFuture<>());
    here.change(1, "203.0.113.1");
    lane.relayDue();
    here.close();
    there.database.write(
        writing -> {
          there.outbox.succession().free(writing, here.number());
          return null;
        });
    other.relayDue();
    assertThat(there.phone.received())
        .singleElement()
        .extracting(Alert::body)
        .asString()
        .contains("You may have seen this");
  }

  @Test
  void who_starts_beside_others_ends_no_lease_of_theirs() {
    here.phone.answersLater(new CompletableFuture<>());
    here.change(1, "203.0.113.1");
    here.enter();
    lane.relayDue();
    there.database.write(
        writing -> there.outbox.succession().resume(writing, there.clock.millis(), Set.of()));
    other.relayDue();
    assertThat(there.phone.received()).isEmpty();
  }

  @Test
  void a_lease_of_somebody_who_is_unknown_ends_with_the_next_start() {
    here.phone.answersLater(new CompletableFuture<>());
    here.change(1, "203.0.113.1");
    lane.relayDue();
    there.database.write(
        writing -> there.outbox.succession().resume(writing, there.clock.millis(), Set.of()));
    other.relayDue();
    assertThat(there.phone.received()).hasSize(1);
  }

  @Test
  void who_stood_still_for_longer_than_its_lease_settles_nothing() {
    CompletableFuture<DeliveryResult> late = new CompletableFuture<>();
    here.phone.answersLater(late);
    here.change(1, "203.0.113.1");
    lane.relayDue();
    advance(Duration.ofSeconds(91));
    CompletableFuture<DeliveryResult> second = new CompletableFuture<>();
    there.phone.answersLater(second);
    other.relayDue();
    assertThat(there.phone.received())
        .singleElement()
        .extracting(Alert::body)
        .asString()
        .contains("You may have seen this");
    late.complete(DeliveryResult.delivered("late"));
    lane.relayDue();
    assertThat(here.debts(here.phone)).as("it is the other's to settle").isEqualTo(1);
    second.complete(DeliveryResult.delivered("ok"));
    other.relayDue();
    assertThat(here.debts(here.phone)).isZero();
  }

  @Test
  void who_stood_still_between_claim_and_send_does_not_send() {
    here.change(1, "203.0.113.1");
    Lane paused =
        here.pausedLane(
            here.phone,
            () -> {
              advance(Duration.ofSeconds(91));
              other.relayDue();
            });
    paused.relayDue();
    assertThat(there.phone.received()).hasSize(1);
    assertThat(here.phone.received()).isEmpty();
    assertThat(here.debts(here.phone)).isZero();
  }

  /** Another channel answers again there, and remembers this one as it was before. */
  @Test
  void a_rest_that_was_asked_for_here_is_not_ended_by_what_is_remembered_there()
      throws InterruptedException {
    here.phone.answers(DeliveryResult.retry("503"));
    here.change(1, "203.0.113.1");
    lane.relayDue();
    other.relayDue();
    advance(Duration.ofSeconds(3));
    Instant until = here.clock.instant().plus(Duration.ofHours(3));
    here.phone.answers(DeliveryResult.waitUntil(until, "429"));
    lane.relayDue();
    other.retryNow();
    assertThat(other.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(there.phone.received()).isEmpty();
  }

  @Test
  void a_channel_whose_state_was_forgotten_rests_all_the_same() throws InterruptedException {
    here.phone.answers(DeliveryResult.retry("503"));
    here.change(1, "203.0.113.1");
    here.database.write(writing -> writing.update("DELETE FROM channel_state"));
    lane.relayDue();
    lane.relayDue();
    assertThat(here.phone.received()).hasSize(1);
  }

  /** As in a rolling update: the last of the old instances leaves when all new ones run. */
  @Test
  void what_is_owed_to_a_channel_that_leaves_last_is_told_without_another_start()
      throws InterruptedException {
    here.change(1, "203.0.113.1");
    ScriptedChannel corrected = new ScriptedChannel("corrected");
    Outbox next = new Outbox(InForce.of(corrected), Duration.ZERO, 4711);
    there.database.write(
        writing ->
            next.succession().resume(writing, there.clock.millis(), Set.of("phone", "mail")));
    there.lane(corrected).relayDue();
    assertThat(corrected.received()).isEmpty();
    there.database.write(
        writing -> {
          next.succession().settle(writing, Set.of(), there.clock.millis());
          return null;
        });
    there.lane(corrected).relayDue();
    assertThat(corrected.received()).hasSize(1);
  }

  @Test
  void a_notice_is_told_by_one_of_them() {
    here.mail.answers(DeliveryResult.badChannel("401"));
    here.change(1, "203.0.113.1");
    here.lane(here.mail).relayDue();
    lane.relayDue();
    other.relayDue();
    List<String> notices =
        here.phone.received().stream()
            .map(Alert::body)
            .filter(body -> body.contains("needs attention"))
            .toList();
    assertThat(notices).hasSize(1);
    assertThat(there.phone.received()).isEmpty();
  }

  @Test
  void a_notice_that_one_tells_just_now_is_left_to_it() {
    here.mail.answers(DeliveryResult.badChannel("401"));
    here.change(1, "203.0.113.1");
    lane.relayDue();
    here.lane(here.mail).relayDue();
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    here.phone.answersLater(answer);
    lane.relayDue();
    other.relayDue();
    assertThat(there.phone.received()).isEmpty();
    answer.complete(DeliveryResult.retry("503"));
    lane.relayDue();
    advance(Duration.ofSeconds(3));
    other.relayDue();
    assertThat(there.phone.received()).hasSize(1);
  }

  @Test
  void a_channel_of_another_instance_is_not_gone() {
    here.change(1, "203.0.113.1");
    Outbox mailOnly = new Outbox(InForce.of(new ScriptedChannel("mail")), Duration.ZERO, 4711);
    int waiting =
        there.database.write(
            writing ->
                mailOnly.succession().resume(writing, there.clock.millis(), Set.of("phone")));
    assertThat(waiting).isZero();
    lane.relayDue();
    assertThat(here.phone.received()).hasSize(1);
  }

  /** One instance after the other is given a corrected URL. */
  @Test
  void what_is_owed_to_a_channel_that_the_last_instance_leaves_is_told_by_its_successor() {
    here.change(1, "203.0.113.1");
    ScriptedChannel corrected = new ScriptedChannel("corrected");
    for (Set<String> elsewhere : List.of(Set.of("phone", "mail"), Set.<String>of())) {
      Outbox next = new Outbox(InForce.of(corrected), Duration.ZERO, 4711);
      there.database.write(
          writing -> next.succession().resume(writing, there.clock.millis(), elsewhere));
    }
    there.lane(corrected).relayDue();
    assertThat(corrected.received()).hasSize(1);
  }

  private void advance(Duration time) {
    here.clock.advance(time);
    there.clock.advance(time);
  }
}
