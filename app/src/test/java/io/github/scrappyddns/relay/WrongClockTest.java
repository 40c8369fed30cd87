package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock that was wrong and is put right, while the service runs and between two starts. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WrongClockTest {
  private static final Duration TEN_YEARS = Duration.ofDays(3653);
  private static final Duration THREE_WEEKS = Duration.ofDays(21);

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private HandDrivenLanes lanes;
  private ScriptedChannel phone;
  private Lane lane;

  @BeforeEach
  void open() {
    lanes = new HandDrivenLanes(kind, directory);
    phone = lanes.phone;
    lane = lanes.lane(phone);
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void a_wait_that_was_asked_for_keeps_its_length_while_the_clock_is_put_right()
      throws InterruptedException {
    for (Duration ahead : new Duration[] {TEN_YEARS, THREE_WEEKS}) {
      askedToWait(ahead);
      lanes.clock.advance(ahead.negated());
      assertThat(lane.relayDue()).isEqualTo(lanes.clock.millis() + 20_000);
      assertThat(lanes.lane(phone).relayDue()).isEqualTo(lanes.clock.millis() + 20_000);
      delivers(lane, Duration.ofSeconds(20));
    }
  }

  @Test
  void a_wait_that_was_asked_for_is_over_where_the_clock_is_put_right_between_two_starts()
      throws InterruptedException {
    askedToWait(TEN_YEARS);
    lanes.clock.advance(TEN_YEARS.negated());
    delivers(lanes.restarted(phone), Duration.ZERO);
  }

  @Test
  void the_longest_wait_that_a_service_may_ask_for_is_kept() throws InterruptedException {
    Instant until = lanes.clock.instant().plus(Duration.ofDays(32));
    phone.answers(DeliveryResult.waitUntil(until, "next month"));
    lanes.change(1, "203.0.113.1");
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
    assertThat(lanes.restarted(phone).relayDue()).isEqualTo(until.toEpochMilli());
    lanes.clock.advance(Duration.ofHours(1));
    assertThat(lane.relayDue()).isEqualTo(until.toEpochMilli());
  }

  @Test
  void a_retry_of_a_later_time_is_due_now() throws InterruptedException {
    for (Duration ahead : new Duration[] {TEN_YEARS, THREE_WEEKS, Duration.ofHours(3)}) {
      failing(ahead, DeliveryResult.retry("down"));
      lanes.clock.advance(ahead.negated());
      phone.answers(DeliveryResult.retry("still down"));
      int before = phone.received().size();
      lane.relayDue();
      assertThat(phone.received()).hasSize(before + 1);
      delivers(lanes.restarted(phone), Duration.ofMillis(1));
      lane = lanes.lane(phone);
    }
  }

  @Test
  void an_interval_of_a_later_time_is_over_now() throws InterruptedException {
    lanes.clock.advance(TEN_YEARS);
    lanes.change(1, "203.0.113.1");
    lane.relayDue();
    lanes.change(1, "203.0.113.2");
    Lane stranger = lanes.lane(phone);
    assertThat(stranger.relayDue()).isEqualTo(lanes.clock.millis() + 10_000);
    lanes.clock.advance(TEN_YEARS.negated());
    delivers(lanes.lane(phone), Duration.ZERO);
    lanes.clock.advance(Duration.ofHours(-1));
    lanes.change(1, "203.0.113.3");
    delivers(stranger, Duration.ZERO);
  }

  @Test
  void a_lease_of_a_later_time_has_ended() throws InterruptedException {
    lanes.clock.advance(TEN_YEARS);
    lanes.change(1, "203.0.113.1");
    long now = lanes.clock.millis();
    lanes.database.write(writing -> lanes.outbox.claim(writing, "phone", now).orElseThrow());
    assertThat(lane.relayDue()).isEqualTo(now + 90_000);
    lanes.clock.advance(TEN_YEARS.negated());
    delivers(lanes.lane(phone), Duration.ZERO);
  }

  @Test
  void a_bad_channel_of_a_later_time_is_tried_now_and_its_owner_is_told_once()
      throws InterruptedException {
    failing(TEN_YEARS, DeliveryResult.badChannel("401"));
    Lane mailLane = lanes.lane(lanes.mail);
    mailLane.relayDue();
    assertThat(lanes.mail.headlines()).endsWith("phone needs attention: 401");
    int told = lanes.mail.received().size();
    lanes.clock.advance(TEN_YEARS.negated());
    phone.answers(DeliveryResult.badChannel("403"));
    Lane restarted = lanes.restarted(phone);
    assertThat(restarted.relayDue()).isBetween(now(), now() + Duration.ofDays(1).toMillis());
    assertThat(badSince()).isLessThanOrEqualTo(now());
    mailLane.relayDue();
    assertThat(lanes.mail.received()).hasSize(told);
    delivers(restarted, Duration.ofDays(1));
  }

  @Test
  void a_notice_of_a_later_time_is_told() throws InterruptedException {
    failing(TEN_YEARS, DeliveryResult.badChannel("401"));
    lanes.clock.advance(TEN_YEARS.negated());
    lanes.restarted(lanes.mail).relayDue();
    assertThat(lanes.mail.headlines()).endsWith("phone needs attention: 401");
  }

  @Test
  void a_machine_that_begins_in_1970_and_learns_the_time_loses_nothing()
      throws InterruptedException {
    Duration age = Duration.ofMillis(now());
    lanes.change(1, "203.0.113.1");
    phone.answers(DeliveryResult.waitUntil(lanes.clock.instant().plus(Duration.ofHours(1)), "429"));
    lane.relayDue();
    lanes.clock.advance(age.negated());
    phone.answers(DeliveryResult.retry("certificate not yet valid"));
    Lane restarted = lanes.restarted(phone);
    restarted.relayDue();
    lanes.change(1, "203.0.113.2");
    lanes.clock.advance(age.plusMinutes(1));
    delivers(restarted, Duration.ZERO);
    assertThat(phone.headlines()).endsWith("Net 1 is at 203.0.113.2");
  }

  @Test
  void no_alert_tells_of_a_time_to_come() throws InterruptedException {
    lanes.clock.advance(TEN_YEARS);
    lanes.change(1, "203.0.113.1");
    lanes.change(1, "203.0.113.2");
    lanes.clock.advance(TEN_YEARS.negated());
    delivers(lanes.restarted(phone), Duration.ZERO);
    assertThat(phone.received().get(0).body())
        .contains(lanes.clock.instant().toString().substring(0, 10))
        .doesNotContain("2036");
  }

  /** Under a clock that is ahead, the phone asks for twenty seconds of rest. */
  private void askedToWait(Duration ahead) throws InterruptedException {
    lanes.clock.advance(ahead);
    phone.answers(DeliveryResult.waitUntil(lanes.clock.instant().plusSeconds(20), "429"));
    lanes.change(1, "203.0.113." + (phone.received().size() + 1));
    assertThat(lane.relayDue()).isEqualTo(now() + 20_000);
  }

  /** Under a clock that is ahead, attempt after attempt fails. */
  private void failing(Duration ahead, DeliveryResult result) throws InterruptedException {
    lanes.clock.advance(ahead);
    phone.answers(result);
    lanes.change(1, "203.0.113." + (phone.received().size() + 1));
    for (int i = 0; i < 9; i++) {
      long next = lane.relayDue();
      lanes.clock.advance(Duration.ofMillis(next - now()));
    }
    lane.relayDue();
  }

  /** After this time, the lane delivers what is owed. */
  private void delivers(Lane one, Duration later) throws InterruptedException {
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(later);
    int before = phone.received().size();
    assertThat(one.relayDue()).isEqualTo(Lane.NEVER);
    assertThat(phone.received()).hasSizeGreaterThan(before);
  }

  private long now() {
    return lanes.clock.millis();
  }

  private long badSince() {
    return lanes
        .database
        .read(reading -> lanes.outbox.states().read(reading, "phone", now()))
        .badSince();
  }
}
