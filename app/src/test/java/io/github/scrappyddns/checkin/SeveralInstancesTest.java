package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.OFFICE;
import static io.github.scrappyddns.checkin.TwoNetworks.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.OwnConnection;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that share a database: what one stores, all know. */
class SeveralInstancesTest {
  @TempDir Path directory;

  private String url;
  private TwoNetworks here;
  private TwoNetworks there;

  @BeforeEach
  void open() {
    url = TestDatabase.POSTGRESQL.freshUrl(directory);
    here = new TwoNetworks(Database.open(url));
    there = TwoNetworks.beside(Database.open(url));
  }

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  @Test
  void an_address_that_goes_there_and_back_over_two_instances_is_three_changes() {
    assertThat(call(here, HOME, "203.0.113.1")).isEqualTo(CheckInResult.FIRST_SEEN);
    assertThat(call(here, HOME, "203.0.113.1")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(call(there, HOME, "203.0.113.2")).isEqualTo(CheckInResult.CHANGED);
    assertThat(call(here, HOME, "203.0.113.1")).isEqualTo(CheckInResult.CHANGED);
    assertThat(call(there, HOME, "203.0.113.1")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(addresses(HOME)).containsExactly("203.0.113.1", "203.0.113.2", "203.0.113.1");
  }

  @Test
  void what_both_hear_at_once_is_one_change() {
    for (int time = 1; time <= 50; time++) {
      String address = "203.0.113." + time;
      CompletableFuture<CheckInResult> one = here.checkIn(HOME, sighting(address, true));
      CompletableFuture<CheckInResult> other = there.checkIn(HOME, sighting(address, true));
      assertThat(List.of(one.join(), other.join())).containsOnlyOnce(CheckInResult.UNCHANGED);
    }
    assertThat(addresses(HOME)).hasSize(50).doesNotHaveDuplicates();
  }

  /** Else a channel that was told of the later one would never be told of the earlier. */
  @Test
  void events_of_one_network_are_numbered_in_the_order_in_which_they_are_stored() {
    List<Long> seen = new ArrayList<>();
    for (int time = 1; time <= 50; time++) {
      CompletableFuture<CheckInResult> one =
          here.checkIn(HOME, sighting("203.0.113." + time, true));
      CompletableFuture<CheckInResult> other =
          there.checkIn(HOME, sighting("2001:db8::" + time, true));
      CompletableFuture.anyOf(one, other).join();
      long newest = newest();
      seen.add(newest);
      CompletableFuture.allOf(one, other).join();
      assertThat(newest()).isGreaterThanOrEqualTo(newest);
      assertThat(here.events(HOME).stream().filter(event -> event.id() < newest).count())
          .as("nothing comes before what was there")
          .isEqualTo(here.events(HOME).stream().takeWhile(event -> event.id() < newest).count());
    }
    assertThat(seen).isSorted();
    assertThat(here.events(HOME)).hasSize(100);
  }

  @Test
  void a_network_that_somebody_holds_delays_no_other_and_is_stored_when_it_is_free()
      throws SQLException {
    try (OwnConnection other = new OwnConnection(url)) {
      CompletableFuture<CheckInResult> held =
          other.write(
              writing -> {
                writing.first("SELECT id FROM network WHERE id = 1 FOR UPDATE", row -> 1);
                CompletableFuture<CheckInResult> waiting =
                    here.checkIn(HOME, sighting("203.0.113.1", true));
                assertThat(call(here, OFFICE, "203.0.113.2")).isEqualTo(CheckInResult.FIRST_SEEN);
                assertThat(waiting).isNotDone();
                return waiting;
              });
      assertThat(held.join()).isEqualTo(CheckInResult.FIRST_SEEN);
    }
  }

  @Test
  void a_batch_of_any_size_costs_the_same_statements() {
    SeededNetworks.store(
        here.database(),
        IntStream.rangeClosed(3, 258)
            .mapToObj(id -> new Network(id, "Network " + id))
            .toArray(Network[]::new));
    Map<Integer, Long> costs =
        IntStream.of(1, 2, 100, 256)
            .boxed()
            .collect(Collectors.toMap(size -> size, this::statements));
    assertThat(costs.values()).as(costs.toString()).containsOnly(5L);
  }

  private long statements(int size) {
    ChangeBatch batch = here.batch(HOME_CLOCK + size);
    List<PendingCheckIn> checkIns =
        IntStream.rangeClosed(3, size + 2)
            .mapToObj(
                id ->
                    new PendingCheckIn(
                        new CheckIn(
                            new Network(id, "Network " + id),
                            List.of(sighting("203.0.113." + size % 255, true)))))
            .toList();
    long before = here.database().statements();
    here.database().write(writing -> batch.store(writing, checkIns));
    return here.database().statements() - before;
  }

  /** Its process stood still, and another instance heard what came after it. */
  @Test
  void a_check_in_whose_caller_waits_no_more_is_not_stored() {
    call(there, HOME, "203.0.113.9");
    CheckIn late = new CheckIn(HOME, List.of(sighting("203.0.113.7", true)));
    PendingCheckIn pending =
        new PendingCheckIn(
            late, new CompletableFuture<>(), System.nanoTime() - TimeUnit.SECONDS.toNanos(5));
    ChangeBatch batch = here.batch(HOME_CLOCK);
    List<CheckInResult> results =
        here.database().write(writing -> batch.store(writing, List.of(pending)));
    assertThat(results).containsOnlyNulls();
    assertThat(batch.isNews()).isFalse();
    assertThat(addresses(HOME)).containsExactly("203.0.113.9");
  }

  private static final long HOME_CLOCK = 1_800_000_000_000L;

  @Test
  void when_a_network_was_last_seen_never_goes_backwards() {
    AddressTable addresses = new AddressTable();
    call(here, HOME, "203.0.113.1");
    Held held =
        here.database().read(reading -> addresses.read(reading, 1, Family.IPV4)).orElseThrow();
    long first = held.lastSeen();
    for (long time : new long[] {first + 9_000, first + 5_000}) {
      here.database()
          .write(
              writing -> {
                addresses.confirm(writing, List.of(held.seenAt(time)));
                return null;
              });
    }
    assertThat(lastSeen()).isEqualTo(first + 9_000);
  }

  @Test
  void who_calls_seldom_is_noted_and_who_calls_often_is_noted_every_half_minute() {
    call(here, HOME, "203.0.113.1");
    long first = lastSeen();
    here.clock().advance(Duration.ofSeconds(29));
    call(here, HOME, "203.0.113.1");
    here.restart();
    assertThat(lastSeen()).isEqualTo(first);
    here.clock().advance(Duration.ofSeconds(1));
    call(here, HOME, "203.0.113.1");
    here.restart();
    assertThat(lastSeen()).isEqualTo(first + 30_000);
  }

  private long lastSeen() {
    return here.database()
        .read(reading -> new AddressTable().read(reading, 1, Family.IPV4))
        .orElseThrow()
        .lastSeen();
  }

  private long newest() {
    List<Event> events = here.events(HOME);
    return events.isEmpty() ? 0 : events.get(events.size() - 1).id();
  }

  private List<String> addresses(Network network) {
    return here.events(network).stream().map(event -> event.current().toString()).toList();
  }

  private static CheckInResult call(TwoNetworks instance, Network network, String address) {
    return instance.checkIn(network, sighting(address, true)).join();
  }
}
