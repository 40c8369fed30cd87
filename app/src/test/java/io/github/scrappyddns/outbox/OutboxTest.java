package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.OwnConnection;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private static final long NOW = 1_800_000_000_000L;
  private static final long LEASE = 90_000;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Database database;
  private final Outbox outbox = outbox(PHONE);

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    database = Database.open(url);
    database.write(
        writing -> {
          for (int id = 1; id <= 200; id++) {
            writing.update(
                "INSERT INTO network (id, name, created_at) VALUES (?, ?, 0)", id, "Network " + id);
          }
          return null;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_new_debt_is_due_at_once_and_covers_its_event() {
    owe(1, 7, NOW);
    assertThat(nextDue()).hasValue(NOW);
    assertThat(claim(NOW)).hasValue(new Delivery(PHONE, 1, 6, 7, 0, false, false, NOW + LEASE));
  }

  @Test
  void events_that_come_while_it_is_owed_make_no_second_debt() {
    owe(1, 7, NOW);
    owe(1, 8, NOW + 5);
    owe(1, 12, NOW + 9);
    Delivery delivery = claim(NOW + 9).orElseThrow();
    assertThat(delivery.paidEvent()).isEqualTo(6);
    assertThat(delivery.owedEvent()).isEqualTo(12);
    assertThat(claim(NOW + 9)).isEmpty();
  }

  @Test
  void a_claimed_debt_is_nobody_elses_until_its_lease_ends() {
    owe(1, 7, NOW);
    assertThat(claim(NOW)).isPresent();
    assertThat(claim(NOW + LEASE - 1)).isEmpty();
    assertThat(nextDue()).hasValue(NOW + LEASE);
    assertThat(claim(NOW + LEASE)).isPresent();
  }

  @Test
  void an_event_behind_the_claim_waits_for_the_interval() {
    owe(1, 7, NOW);
    Delivery claimed = claim(NOW).orElseThrow();
    owe(1, 8, NOW + 3);
    pay(claimed, NOW + 100);
    assertThat(nextDue()).hasValue(NOW + 100 + 10_000);
    assertThat(claim(NOW + 100 + 9_999)).isEmpty();
    Delivery second = claim(NOW + 100 + 10_000).orElseThrow();
    assertThat(second.paidEvent()).isEqualTo(7);
    assertThat(second.owedEvent()).isEqualTo(8);
  }

  @Test
  void a_change_soon_after_an_alert_waits_for_the_interval_and_a_later_one_does_not() {
    owe(1, 7, NOW);
    pay(claim(NOW).orElseThrow(), NOW);
    assertThat(nextDue()).isEmpty();
    owe(1, 8, NOW + 4_000);
    assertThat(nextDue()).hasValue(NOW + 10_000);
    pay(claim(NOW + 10_000).orElseThrow(), NOW + 10_000);
    owe(1, 9, NOW + 60_000);
    assertThat(nextDue()).hasValue(NOW + 60_000);
  }

  @Test
  void a_clock_that_was_set_back_delays_nothing() {
    owe(1, 7, NOW);
    pay(claim(NOW).orElseThrow(), NOW);
    owe(1, 8, NOW - 3_600_000);
    assertThat(nextDue()).hasValue(NOW - 3_600_000);
  }

  @Test
  void a_debt_that_was_paid_begins_anew_with_the_next_event() {
    owe(1, 7, NOW);
    pay(claim(NOW).orElseThrow(), NOW);
    owe(1, 30, NOW + 60_000);
    assertThat(claim(NOW + 60_000).orElseThrow().paidEvent()).isEqualTo(29);
  }

  @Test
  void what_an_attempt_taught_stays_with_the_debt() {
    owe(1, 7, NOW);
    Delivery claimed = claim(NOW).orElseThrow();
    database.write(
        writing -> {
          outbox.postpone(writing, claimed.failed(true), NOW + 2_000);
          return null;
        });
    assertThat(claim(NOW + 1_999)).isEmpty();
    Delivery again = claim(NOW + 2_000).orElseThrow();
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.unsure()).isTrue();
    assertThat(again.simplified()).isFalse();
  }

  @Test
  void the_debt_that_is_due_longest_comes_first() {
    owe(3, 7, NOW + 2);
    owe(2, 8, NOW + 1);
    owe(1, 9, NOW + 3);
    assertThat(List.of(claimNetwork(), claimNetwork(), claimNetwork())).containsExactly(2L, 3L, 1L);
  }

  @Test
  void who_lost_the_lease_cannot_settle() {
    owe(1, 7, NOW);
    Delivery late = claim(NOW).orElseThrow();
    Delivery current = claim(NOW + LEASE).orElseThrow();
    pay(late, NOW + LEASE + 1);
    assertThat(nextDue(NOW + LEASE)).hasValue(current.leaseUntil());
    pay(current, NOW + LEASE + 2);
    assertThat(nextDue()).isEmpty();
  }

  @Test
  void a_channel_that_does_not_want_a_network_is_owed_nothing() {
    ScriptedChannel picky = new ScriptedChannel(PHONE);
    picky.wantsOnly("Network 2");
    Outbox some = new Outbox(List.of(picky), Duration.ofSeconds(10));
    database.write(
        writing -> {
          some.owe(writing, new Network(1, "Network 1"), 7, NOW);
          some.owe(writing, new Network(2, "Network 2"), 8, NOW);
          return null;
        });
    assertThat(claimNetwork()).isEqualTo(2);
    assertThat(claim(NOW)).isEmpty();
  }

  @Test
  void racing_claimers_get_each_debt_once() throws Exception {
    for (int id = 1; id <= 200; id++) {
      owe(id, id, NOW);
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<List<Long>>> claimers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      claimers.add(
          () -> {
            List<Long> taken = new ArrayList<>();
            try (OwnConnection own = new OwnConnection(url)) {
              Function<Transaction, Optional<Delivery>> claim =
                  writing -> outbox.claim(writing, PHONE, NOW, NOW + LEASE);
              for (var one = own.write(claim); one.isPresent(); one = own.write(claim)) {
                taken.add(one.get().networkId());
              }
            }
            return taken;
          });
    }
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> one : pool.invokeAll(claimers)) {
      all.addAll(one.get());
    }
    pool.shutdown();
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void a_restart_ends_the_leases_of_the_process_before() {
    resume(outbox);
    owe(1, 7, NOW);
    assertThat(claim(NOW)).isPresent();
    resume(outbox);
    Delivery again = claim(NOW).orElseThrow();
    assertThat(again.unsure()).isTrue();
  }

  @Test
  void a_restart_tries_at_once_what_had_failed() {
    resume(outbox);
    owe(1, 7, NOW);
    Delivery claimed = claim(NOW).orElseThrow();
    database.write(
        writing -> {
          outbox.postpone(writing, claimed.failed(false), NOW + 900_000);
          return null;
        });
    resume(outbox);
    assertThat(nextDue()).hasValue(NOW);
  }

  private static Outbox outbox(String... channels) {
    return new Outbox(
        Stream.of(channels).<Channel>map(ScriptedChannel::new).toList(), Duration.ofSeconds(10));
  }

  private void owe(long network, long event, long at) {
    database.write(
        writing -> {
          outbox.owe(writing, new Network(network, "Network " + network), event, at);
          return null;
        });
  }

  private Optional<Delivery> claim(long now) {
    return database.write(writing -> outbox.claim(writing, PHONE, now, now + LEASE));
  }

  private long claimNetwork() {
    return claim(NOW + 10).orElseThrow().networkId();
  }

  private void pay(Delivery delivery, long now) {
    database.write(
        writing -> {
          outbox.paid(writing, delivery, now);
          return null;
        });
  }

  private OptionalLong nextDue() {
    return nextDue(NOW);
  }

  private OptionalLong nextDue(long now) {
    return database.read(reading -> outbox.nextDue(reading, PHONE, now));
  }

  private int resume(Outbox book) {
    return database.write(writing -> book.resume(writing, NOW));
  }
}
