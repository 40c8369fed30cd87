package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that never rests, told by a lane that is driven by hand. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CalmTellingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BUSY = 20;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private HandDrivenLanes lanes;
  private ScriptedChannel phone;
  private Lane lane;
  private int changes;

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
  void after_twenty_alerts_ten_come_in_ten_minutes_each_and_then_one_in_an_hour()
      throws InterruptedException {
    List<Long> minutes = new ArrayList<>();
    for (int minute = 0; minute < 360; minute++) {
      int before = phone.received().size();
      change();
      lane.relayDue();
      if (phone.received().size() > before) {
        minutes.add((long) minute);
        assertThat(phone.headlines()).last().asString().contains(" is at " + address());
      }
      lanes.clock.advance(MINUTE);
    }
    List<Long> expected = new ArrayList<>();
    for (long minute = 0; minute < BUSY; minute++) {
      expected.add(minute);
    }
    for (long minute = 29; minute < 29 + 100; minute += 10) {
      expected.add(minute);
    }
    expected.addAll(List.of(179L, 239L, 299L, 359L));
    assertThat(minutes).isEqualTo(expected);
    assertThat(lastBody()).contains("Changed 60 times since ");
  }

  @Test
  void whoever_is_told_calmly_is_told_why() throws InterruptedException {
    change(BUSY - 1);
    assertThat(phone.received()).noneMatch(alert -> alert.body().contains("all the time"));
    change(1);
    assertThat(lastBody())
        .contains(
            "Net 1 changes all the time: until it has rested for an hour, you are told of it at"
                + " most once in 10 minutes.");
    change(100);
    assertThat(lastBody()).contains("you are told of it at most once in an hour.");
  }

  @Test
  void twenty_alerts_in_more_than_an_hour_are_told_as_ever() throws InterruptedException {
    for (int alert = 0; alert < 3 * BUSY; alert++) {
      change();
      lane.relayDue();
      lanes.clock.advance(Duration.ofSeconds(200));
    }
    assertThat(phone.received()).hasSize(3 * BUSY);
  }

  @Test
  void the_twenty_are_counted_in_any_hour_whatever_came_before() throws InterruptedException {
    change(1);
    lanes.clock.advance(Duration.ofMinutes(50));
    change(BUSY);
    int told = phone.received().size();
    change(1);
    assertThat(phone.received()).hasSize(told);
  }

  @Test
  void a_network_that_has_rested_for_an_hour_is_told_at_once_again() throws InterruptedException {
    change(200);
    long due = lane.relayDue();
    lanes.clock.advance(Duration.ofMillis(due - lanes.clock.millis()));
    lane.relayDue();
    assertThat(phone.headlines()).last().asString().contains(" is at " + address());
    int told = phone.received().size();
    lanes.clock.advance(Duration.ofMinutes(1));
    change(1);
    lanes.clock.advance(Duration.ofMinutes(59));
    assertThat(phone.received()).hasSize(told);
    lane.relayDue();
    assertThat(phone.received()).hasSize(told + 1);
    lanes.clock.advance(MINUTE);
    change(5);
    assertThat(phone.received()).hasSize(told + 6);
  }

  @Test
  void a_rest_counts_from_the_last_change_and_not_from_the_last_alert()
      throws InterruptedException {
    change(131);
    change();
    long due = lane.relayDue();
    lanes.clock.advance(Duration.ofMillis(due - lanes.clock.millis()));
    lane.relayDue();
    int told = phone.received().size();
    lanes.clock.advance(Duration.ofMinutes(12));
    change(1);
    assertThat(phone.received()).hasSize(told + 1);
  }

  @Test
  void other_networks_are_told_as_ever() throws InterruptedException {
    change(BUSY + 5);
    lanes.change(2, "203.0.113.1");
    lane.relayDue();
    assertThat(phone.headlines()).endsWith("Net 2 is at 203.0.113.1 (first check-in)");
  }

  @Test
  void a_start_and_a_channel_that_answers_again_are_no_reason_to_tell_earlier()
      throws InterruptedException {
    change(BUSY + 1);
    int told = phone.received().size();
    lanes.restarted(phone).relayDue();
    assertThat(phone.received()).hasSize(told);
    phone.answers(DeliveryResult.retry("down"));
    lanes.change(2, "203.0.113.1");
    lane.relayDue();
    phone.answers(DeliveryResult.delivered("ok"));
    lanes.clock.advance(MINUTE);
    lane.relayDue();
    assertThat(phone.headlines()).last().asString().startsWith("Net 2");
    assertThat(phone.received()).hasSize(told + 2);
  }

  @Test
  void a_clock_that_is_set_back_delays_a_calm_alert_for_an_hour_at_most()
      throws InterruptedException {
    lanes.clock.advance(Duration.ofDays(3653));
    change(200);
    lanes.clock.advance(Duration.ofDays(-3653));
    int told = phone.received().size();
    lanes.lane(phone).relayDue();
    assertThat(phone.received()).hasSize(told + 1);
    change();
    assertThat(lanes.lane(phone).relayDue())
        .isLessThanOrEqualTo(lanes.clock.millis() + Duration.ofHours(1).toMillis());
    lanes.clock.advance(Duration.ofMinutes(-30));
    change();
    lanes.lane(phone).relayDue();
    lanes.clock.advance(Duration.ofHours(1));
    lane.relayDue();
    assertThat(phone.headlines()).last().asString().contains(" is at " + address());
  }

  @Test
  void two_addresses_that_take_turns_are_named_as_what_they_are() throws InterruptedException {
    for (int turn = 0; turn < 4; turn++) {
      assertThat(phone.received()).noneMatch(alert -> alert.body().contains("turns"));
      lanes.change(1, turn % 2 == 0 ? "203.0.113.1" : "198.51.100.2");
      lane.relayDue();
      lanes.clock.advance(MINUTE);
    }
    String turns =
        "198.51.100.2 and 203.0.113.1 take turns: probably two devices that share a token, or two"
            + " lines.";
    assertThat(lastBody()).contains(turns);
    lanes.change(1, "203.0.113.1");
    lanes.change(1, "198.51.100.2");
    lane.relayDue();
    assertThat(lastBody()).contains(turns);
    lanes.clock.advance(MINUTE);
    lanes.change(1, "203.0.113.3");
    lane.relayDue();
    assertThat(lastBody()).doesNotContain("turns");
  }

  private String lastBody() {
    List<Alert> all = phone.received();
    return all.get(all.size() - 1).body();
  }

  /** So many changes, a minute apart. */
  private void change(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      change();
      lane.relayDue();
      lanes.clock.advance(MINUTE);
    }
  }

  private void change() {
    changes++;
    lanes.change(1, address());
  }

  private String address() {
    return "11.0." + changes / 200 + "." + (1 + changes % 200);
  }
}
