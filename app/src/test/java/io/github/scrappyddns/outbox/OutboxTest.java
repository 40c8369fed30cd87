package io.github.scrappyddns.outbox;

import static io.github.scrappyddns.outbox.StoredOutbox.LEASE;
import static io.github.scrappyddns.outbox.StoredOutbox.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {
  private static final String PHONE = "phone";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private Database database;
  private StoredOutbox outbox;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    SeededNetworks.storeNumbered(database, 3);
    outbox = StoredOutbox.to(database, PHONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_new_debt_is_due_at_once_and_covers_its_event() {
    outbox.owe(1, 7, NOW);
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW);
    assertThat(outbox.claim(PHONE, NOW))
        .hasValue(
            new Delivery(PHONE, 1, 6, 7, 0, false, false, Pace.USUAL, new Lease(0, NOW + LEASE)));
  }

  @Test
  void events_that_come_while_it_is_owed_make_no_second_debt() {
    outbox.owe(1, 7, NOW);
    outbox.owe(1, 8, NOW + 5);
    outbox.owe(1, 12, NOW + 9);
    Delivery delivery = outbox.claim(PHONE, NOW + 9).orElseThrow();
    assertThat(delivery.paidEvent()).isEqualTo(6);
    assertThat(delivery.owedEvent()).isEqualTo(12);
    assertThat(outbox.claim(PHONE, NOW + 9)).isEmpty();
  }

  @Test
  void an_event_behind_the_claim_waits_for_the_interval() {
    outbox.owe(1, 7, NOW);
    Delivery claimed = outbox.claim(PHONE, NOW).orElseThrow();
    outbox.owe(1, 8, NOW + 3);
    outbox.pay(claimed, NOW + 100);
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW + 100 + 10_000);
    assertThat(outbox.claim(PHONE, NOW + 100 + 9_999)).isEmpty();
    Delivery second = outbox.claim(PHONE, NOW + 100 + 10_000).orElseThrow();
    assertThat(second.paidEvent()).isEqualTo(7);
    assertThat(second.owedEvent()).isEqualTo(8);
  }

  @Test
  void a_change_soon_after_an_alert_waits_for_the_interval_and_a_later_one_does_not() {
    outbox.owe(1, 7, NOW);
    outbox.pay(outbox.claim(PHONE, NOW).orElseThrow(), NOW);
    assertThat(outbox.nextDue(PHONE)).isEmpty();
    outbox.owe(1, 8, NOW + 4_000);
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW + 10_000);
    outbox.pay(outbox.claim(PHONE, NOW + 10_000).orElseThrow(), NOW + 10_000);
    outbox.owe(1, 9, NOW + 60_000);
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW + 60_000);
  }

  @Test
  void a_clock_that_was_set_back_delays_nothing() {
    outbox.owe(1, 7, NOW);
    outbox.pay(outbox.claim(PHONE, NOW).orElseThrow(), NOW);
    outbox.owe(1, 8, NOW - 3_600_000);
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW - 3_600_000);
  }

  @Test
  void a_debt_that_was_paid_begins_anew_with_the_next_event() {
    outbox.owe(1, 7, NOW);
    outbox.pay(outbox.claim(PHONE, NOW).orElseThrow(), NOW);
    outbox.owe(1, 30, NOW + 60_000);
    assertThat(outbox.claim(PHONE, NOW + 60_000).orElseThrow().paidEvent()).isEqualTo(29);
  }

  @Test
  void what_an_attempt_taught_stays_with_the_debt() {
    outbox.owe(1, 7, NOW);
    Delivery claimed = outbox.claim(PHONE, NOW).orElseThrow();
    outbox.postpone(claimed.failed(true), NOW + 2_000);
    assertThat(outbox.claim(PHONE, NOW + 1_999)).isEmpty();
    Delivery again = outbox.claim(PHONE, NOW + 2_000).orElseThrow();
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.unsure()).isTrue();
    assertThat(again.simplified()).isFalse();
  }

  @Test
  void the_debt_that_is_due_longest_comes_first() {
    outbox.owe(3, 7, NOW + 2);
    outbox.owe(2, 8, NOW + 1);
    outbox.owe(1, 9, NOW + 3);
    assertThat(List.of(claimNetwork(), claimNetwork(), claimNetwork())).containsExactly(2L, 3L, 1L);
  }

  @Test
  void a_channel_that_does_not_want_a_network_is_owed_nothing() {
    ScriptedChannel picky = new ScriptedChannel(PHONE);
    picky.wantsOnly("Network 2");
    StoredOutbox some = new StoredOutbox(database, picky);
    some.owe(1, 7, NOW);
    some.owe(2, 8, NOW);
    assertThat(claimNetwork()).isEqualTo(2);
    assertThat(outbox.claim(PHONE, NOW)).isEmpty();
  }

  @Test
  void a_restart_tries_at_once_what_had_failed() {
    outbox.resume();
    outbox.owe(1, 7, NOW);
    Delivery claimed = outbox.claim(PHONE, NOW).orElseThrow();
    outbox.postpone(claimed.failed(false), NOW + 900_000);
    outbox.resume();
    assertThat(outbox.nextDue(PHONE)).hasValue(NOW);
  }

  private long claimNetwork() {
    return outbox.claim(PHONE, NOW + 10).orElseThrow().networkId();
  }
}
