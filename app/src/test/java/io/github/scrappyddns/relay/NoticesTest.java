package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.testing.ScriptedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one channel is told about another: kept, added to, filtered, and never lost. */
class NoticesTest {
  private static final DeliveryResult REFUSED = DeliveryResult.badMessage("413");
  private static final DeliveryResult OK = DeliveryResult.delivered("ok");

  @TempDir Path directory;
  private HandDrivenLanes lanes;
  private ScriptedChannel phone;
  private ScriptedChannel mail;
  private Lane phoneLane;
  private Lane mailLane;

  @BeforeEach
  void open() {
    lanes = new HandDrivenLanes(directory);
    phone = lanes.phone;
    mail = lanes.mail;
    phoneLane = lanes.lane(phone);
    mailLane = lanes.lane(mail);
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void two_refusals_are_both_told_however_soon_they_follow() {
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    lanes.change(2, "203.0.113.2");
    phoneLane.relayDue();
    mailLane.relayDue();
    assertThat(told())
        .containsExactly(
            "phone refused this alert (413): Net 1 is at 203.0.113.1 (first check-in)",
            "phone refused this alert (413): Net 2 is at 203.0.113.2 (first check-in)");
  }

  @Test
  void a_second_refusal_about_one_network_is_added_to_the_first() {
    mail.answers(DeliveryResult.retry("down"));
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    mailLane.relayDue();
    lanes.clock.advance(Duration.ofMinutes(1));
    lanes.change(1, "203.0.113.9");
    phoneLane.relayDue();
    mail.answers(OK);
    lanes.clock.advance(Duration.ofHours(1));
    mailLane.relayDue();
    assertThat(told())
        .containsExactly(
            "phone refused this alert (413): Net 1 is at 203.0.113.9\n"
                + "phone refused this alert (413): Net 1 is at 203.0.113.1 (first check-in)");
  }

  @Test
  void what_is_added_while_a_notice_is_under_way_is_told_after_it() {
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    var answer = new CompletableFuture<DeliveryResult>();
    mailLane.relayDue();
    int before = mail.received().size();
    lanes.change(3, "203.0.113.3");
    mail.answers(OK);
    mailLane.relayDue();
    mail.answersLater(answer);
    lanes.clock.advance(Duration.ofMinutes(1));
    lanes.change(1, "203.0.113.5");
    phoneLane.relayDue();
    mailLane.relayDue();
    lanes.clock.advance(Duration.ofMinutes(1));
    lanes.change(1, "203.0.113.6");
    phoneLane.relayDue();
    mail.answers(OK);
    answer.complete(OK);
    mailLane.relayDue();
    assertThat(mail.received().size()).isGreaterThan(before);
    assertThat(String.join("\n", told()))
        .contains("Net 1 is at 203.0.113.5")
        .contains("Net 1 is at 203.0.113.6");
    assertThat(lanes.database.<Boolean>read(this::isNothingOwed)).isTrue();
  }

  @Test
  void a_refused_alert_is_told_to_those_alone_who_want_news_of_its_network() {
    mail.wantsOnly("Net 2");
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    lanes.change(2, "203.0.113.2");
    phoneLane.relayDue();
    mailLane.relayDue();
    assertThat(mail.received().toString()).doesNotContain("203.0.113.1");
    assertThat(told())
        .containsExactly(
            "phone refused this alert (413): Net 2 is at 203.0.113.2 (first check-in)");
    phone.answers(OK);
    lanes.clock.advance(Duration.ofHours(1));
    phoneLane.relayDue();
    assertThat(phone.received().get(phone.received().size() - 1).body())
        .as("nobody else was told, so it is still owed")
        .startsWith("Net 1 is at 203.0.113.1");
  }

  @Test
  void a_channel_that_is_well_again_takes_nothing_back() {
    mail.answers(DeliveryResult.retry("down"));
    phone.answers(DeliveryResult.badChannel("401"));
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    mailLane.relayDue();
    phone.answers(OK);
    lanes.clock.advance(Duration.ofHours(1));
    phoneLane.relayDue();
    mail.answers(OK);
    mailLane.relayDue();
    assertThat(told()).containsExactly("phone works again.\nphone needs attention: 401");
  }

  @Test
  void a_notice_outlives_a_restart_of_either_lane() {
    mail.answers(DeliveryResult.retry("down"));
    phone.answers(DeliveryResult.badChannel("401"));
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    mailLane.relayDue();
    mail.answers(OK);
    lanes.restarted(mail).relayDue();
    assertThat(told()).containsExactly("phone needs attention: 401");
  }

  @Test
  void a_refused_notice_is_sent_in_its_simplest_form() {
    phone.answers(DeliveryResult.badChannel("401"));
    mail.answers(alert -> alert.isNotice() && alert.body().contains("\n") ? REFUSED : OK);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    phone.answers(OK);
    lanes.clock.advance(Duration.ofHours(1));
    phoneLane.relayDue();
    mailLane.relayDue();
    assertThat(told())
        .containsExactly("phone works again.\nphone needs attention: 401", "phone works again.");
    assertThat(mailLane.relayDue()).isEqualTo(Lane.NEVER);
  }

  @Test
  void a_lane_says_when_others_have_something_to_tell() {
    phone.answers(DeliveryResult.badChannel("401"));
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    assertThat(phoneLane.owesOthers()).isTrue();
    assertThat(phoneLane.owesOthers()).isFalse();
    mailLane.relayDue();
    assertThat(mailLane.owesOthers()).isFalse();
  }

  @Test
  void after_a_start_a_bad_channel_is_tried_at_once() {
    phone.answers(DeliveryResult.badChannel("401"));
    lanes.change(1, "203.0.113.1");
    assertThat(phoneLane.relayDue()).isGreaterThan(lanes.clock.millis());
    phone.answers(OK);
    lanes.restarted(phone).relayDue();
    assertThat(phone.received()).hasSize(2);
  }

  @Test
  void two_channels_that_refuse_an_alert_do_not_lose_it() {
    phone.answers(REFUSED);
    mail.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    mailLane.relayDue();
    phoneLane.relayDue();
    mailLane.relayDue();
    mail.answers(OK);
    lanes.clock.advance(Duration.ofHours(2));
    mailLane.relayDue();
    assertThat(String.join("\n", mail.headlines())).contains("Net 1 is at 203.0.113.1");
    phone.answers(OK);
    phoneLane.relayDue();
    assertThat(phone.headlines()).last().asString().contains("Net 1 is at 203.0.113.1");
  }

  @Test
  void a_refused_alert_stays_owed_until_somebody_has_told_it() {
    mail.answers(DeliveryResult.retry("down"));
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    mailLane.relayDue();
    assertThat(lanes.debts(phone)).isOne();
    mail.answers(OK);
    lanes.clock.advance(Duration.ofHours(2));
    mailLane.relayDue();
    assertThat(lanes.debts(phone)).isZero();
    int before = phone.received().size();
    lanes.clock.advance(Duration.ofHours(2));
    phoneLane.relayDue();
    assertThat(phone.received()).hasSize(before);
  }

  @Test
  void what_came_after_a_refused_alert_is_owed_all_the_same() {
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    lanes.change(1, "203.0.113.2");
    mailLane.relayDue();
    assertThat(lanes.debts(phone)).isOne();
    phone.answers(OK);
    lanes.clock.advance(Duration.ofHours(2));
    phoneLane.relayDue();
    assertThat(phone.headlines()).last().asString().contains("Net 1 is at 203.0.113.2");
  }

  @Test
  void the_short_form_tells_of_every_family() {
    phone.answers(DeliveryResult.retry("down"));
    lanes.change(1, "203.0.113.1");
    lanes.change(1, "2001:db8::1");
    phoneLane.relayDue();
    phone.answers(alert -> alert.body().contains("\n") ? REFUSED : OK);
    lanes.clock.advance(Duration.ofHours(2));
    phoneLane.relayDue();
    assertThat(phone.received().get(phone.received().size() - 1).body())
        .isEqualTo(
            "Net 1 is at 203.0.113.1 (first check-in);"
                + " Net 1 is at 2001:db8::1 (first check-in)");
  }

  @Test
  void what_a_service_quotes_of_an_alert_is_not_told_to_others() {
    mail.wantsOnly("Net 2");
    phone.answers(
        DeliveryResult.badChannel("410: undeliverable: Net 1 is at 203.0.113.1 (first check-in)"));
    lanes.change(1, "203.0.113.1");
    phoneLane.relayDue();
    phone.answers(DeliveryResult.badChannel("410: cut: Net 1 is at 203.0.113.2 (fir"));
    mailLane.relayDue();
    assertThat(told()).hasSize(1).allMatch(text -> text.startsWith("phone needs attention: 410"));
    assertThat(told().toString()).doesNotContain("203.0.113", "Net 1");
  }

  @Test
  void trouble_is_told_once_however_the_channel_answers_in_between() {
    lanes.change(1, "203.0.113.1");
    for (int i = 0; i < 4; i++) {
      phone.answers(
          i % 2 == 0
              ? DeliveryResult.badChannel("401")
              : DeliveryResult.waitUntil(lanes.clock.instant().plusSeconds(1), "429"));
      lanes.clock.advance(Duration.ofDays(1));
      phoneLane.relayDue();
      mailLane.relayDue();
    }
    assertThat(told()).containsExactly("phone needs attention: 401");
  }

  @Test
  void no_two_notices_have_one_id() {
    phone.answers(REFUSED);
    lanes.change(1, "203.0.113.1");
    lanes.change(2, "203.0.113.2");
    phoneLane.relayDue();
    mailLane.relayDue();
    assertThat(mail.received().stream().map(Alert::id)).doesNotHaveDuplicates();
  }

  private boolean isNothingOwed(Transaction reading) {
    return lanes.outbox.notices().of(reading, "mail").isEmpty();
  }

  private List<String> told() {
    return mail.received().stream()
        .filter(alert -> alert.isNotice())
        .map(alert -> alert.body().replaceAll("\n(Since|Changed) [^\n]*", ""))
        .toList();
  }
}
