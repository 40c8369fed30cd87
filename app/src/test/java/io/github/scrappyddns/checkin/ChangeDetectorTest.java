package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.OFFICE;
import static io.github.scrappyddns.checkin.TwoNetworks.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
class ChangeDetectorTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private TwoNetworks networks;

  @BeforeEach
  void open() {
    networks = new TwoNetworks(kind.open(directory));
  }

  @AfterEach
  void close() {
    networks.close();
  }

  @Test
  void the_first_address_is_an_event_and_is_owed_to_every_channel() {
    assertThat(observed(HOME, "203.0.113.7")).isEqualTo(CheckInResult.FIRST_SEEN);
    assertThat(networks.events(HOME))
        .extracting(Event::kind)
        .containsExactly(Event.Kind.FIRST_SEEN);
    assertThat(networks.debts("phone")).isEqualTo(1);
    assertThat(networks.debts("mail")).isEqualTo(1);
    Await.until("the lanes are woken", () -> networks.wakes() > 0);
  }

  @Test
  void the_same_address_is_no_event_whatever_its_spelling() {
    declared(HOME, "2001:db8::1");
    assertThat(declared(HOME, "2001:0DB8:0:0::0001")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(networks.events(HOME)).hasSize(1);
  }

  @Test
  void a_call_that_confirms_what_only_the_table_knew_is_noted_at_its_own_time() {
    long now = networks.clock().millis();
    networks.sql(
        "INSERT INTO address (network_id, family, address, since, last_seen)"
            + " VALUES ("
            + HOME.id()
            + ", 4, '203.0.113.7', 1000, 1000)");
    assertThat(observed(HOME, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    networks.restart();
    assertThat(networks.detector().lastSeen(new long[] {HOME.id()})).containsExactly(now);
  }

  @Test
  void another_address_is_a_change_that_knows_what_was_before_and_since_when() {
    observed(HOME, "203.0.113.7");
    networks.clock().advance(Duration.ofDays(3));
    assertThat(observed(HOME, "203.0.113.8")).isEqualTo(CheckInResult.CHANGED);
    Event change = networks.events(HOME).get(1);
    assertThat(change.previous()).hasToString("203.0.113.7");
    assertThat(change.previousSince())
        .isEqualTo(networks.clock().instant().minus(Duration.ofDays(3)));
    assertThat(change.current()).hasToString("203.0.113.8");
    assertThat(change.at()).isEqualTo(networks.clock().instant());
  }

  @Test
  void no_address_was_held_since_a_time_to_come() {
    networks.clock().advance(Duration.ofDays(3653));
    observed(HOME, "203.0.113.7");
    networks.clock().advance(Duration.ofDays(-3653));
    observed(HOME, "203.0.113.8");
    Event change = networks.events(HOME).get(1);
    assertThat(change.previousSince()).isEqualTo(networks.clock().instant());
    assertThat(change.at()).isEqualTo(networks.clock().instant());
  }

  @Test
  void a_dual_stack_client_that_alternates_never_flips() {
    for (int i = 0; i < 5; i++) {
      observed(HOME, "203.0.113.7");
      observed(HOME, "2001:db8::7");
    }
    assertThat(networks.events(HOME)).hasSize(2);
  }

  @Test
  void of_an_observed_ipv6_address_the_prefix_counts_and_of_a_declared_one_all() {
    observed(HOME, "2001:db8:0:1::7");
    assertThat(observed(HOME, "2001:db8:0:1:abcd::9")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(observed(HOME, "2001:db8:0:2::7")).isEqualTo(CheckInResult.CHANGED);
    assertThat(declared(HOME, "2001:db8:0:2::8")).isEqualTo(CheckInResult.CHANGED);
  }

  @Test
  void both_families_of_one_check_in_are_stored_together() {
    Sighting[] both = {sighting("203.0.113.7", true), sighting("2001:db8::7", true)};
    assertThat(networks.checkIn(HOME, both).join()).isEqualTo(CheckInResult.FIRST_SEEN);
    assertThat(networks.events(HOME)).hasSize(2);
    assertThat(networks.checkIn(HOME, both).join()).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void sixty_four_callers_with_the_same_news_make_one_event() throws Exception {
    observed(HOME, "203.0.113.7");
    ExecutorService callers = Executors.newFixedThreadPool(64);
    CountDownLatch together = new CountDownLatch(64);
    List<Future<CheckInResult>> answers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      answers.add(
          callers.submit(
              () -> {
                together.countDown();
                together.await();
                return observed(HOME, "203.0.113.8");
              }));
    }
    List<CheckInResult> results = new ArrayList<>();
    for (Future<CheckInResult> answer : answers) {
      results.add(answer.get());
    }
    callers.shutdown();
    assertThat(results).containsOnlyOnce(CheckInResult.CHANGED);
    assertThat(networks.events(HOME)).hasSize(2);
  }

  @Test
  void callers_who_wait_together_share_a_transaction() {
    long before = networks.database().transactions();
    List<CompletableFuture<CheckInResult>> answers =
        Stream.iterate(0, i -> i + 1)
            .limit(500)
            .map(i -> networks.checkIn(HOME, sighting(address(i), true)))
            .toList();
    answers.forEach(CompletableFuture::join);
    assertThat(networks.events(HOME)).hasSize(500);
    assertThat(networks.database().transactions() - before).isLessThan(100);
  }

  @Test
  void a_check_in_that_changes_nothing_asks_the_database_nothing() {
    observed(HOME, "203.0.113.7");
    long before = networks.database().transactions();
    for (int i = 0; i < 1000; i++) {
      observed(HOME, "203.0.113.7");
    }
    assertThat(networks.database().transactions()).isEqualTo(before);
  }

  @Test
  void what_is_held_survives_a_restart() {
    observed(HOME, "203.0.113.7");
    declared(OFFICE, "2001:db8::7");
    networks.restart();
    assertThat(observed(HOME, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(declared(OFFICE, "2001:db8::7")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void when_a_network_was_last_seen_is_on_disk_after_a_stop() {
    observed(HOME, "203.0.113.7");
    networks.clock().advance(Duration.ofHours(5));
    observed(HOME, "203.0.113.7");
    networks.detector().close();
    assertThat(
            networks
                .database()
                .<Optional<Long>>read(
                    reading ->
                        reading.first("SELECT last_seen FROM address", row -> row.getLong(1)))
                .orElseThrow())
        .isEqualTo(networks.clock().millis());
  }

  @Test
  void what_cannot_be_stored_fails_whole_and_is_a_change_again_later() {
    observed(HOME, "203.0.113.7");
    networks.sql("ALTER TABLE delivery RENAME TO away");
    CompletableFuture<CheckInResult> answer =
        networks.checkIn(HOME, sighting("203.0.113.8", false));
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    assertThat(observed(HOME, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    networks.sql("ALTER TABLE away RENAME TO delivery");
    assertThat(networks.events(HOME)).hasSize(1);
    assertThat(observed(HOME, "203.0.113.8")).isEqualTo(CheckInResult.CHANGED);
    assertThat(networks.events(HOME)).hasSize(2);
  }

  @Test
  void where_the_table_knows_more_than_memory_the_table_is_right() {
    observed(HOME, "203.0.113.7");
    networks.sql("UPDATE address SET address = '203.0.113.8', since = 5");
    assertThat(observed(HOME, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(networks.events(HOME)).hasSize(1);
    assertThat(observed(HOME, "203.0.113.7")).isEqualTo(CheckInResult.CHANGED);
    assertThat(networks.events(HOME).get(1).previous()).hasToString("203.0.113.8");
  }

  private CheckInResult observed(Network network, String address) {
    return networks.checkIn(network, sighting(address, false)).join();
  }

  private CheckInResult declared(Network network, String address) {
    return networks.checkIn(network, sighting(address, true)).join();
  }

  private static String address(int number) {
    return "203.0." + number / 250 + "." + (1 + number % 250);
  }
}
