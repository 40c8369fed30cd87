package io.github.scrappyddns.steering;

import static io.github.scrappyddns.steering.SteeredInstance.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.OwnConnection;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order that one instance is given is in force on the others with their next look. */
class SeveralInstancesSteeringTest {
  private static final String LISTED = "a-token-of-the-list";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private String url;
  private SteeredInstance here;
  private SteeredInstance there;

  @BeforeEach
  void open() {
    url = TestDatabase.POSTGRESQL.freshUrl(directory);
    here = new SteeredInstance(Database.open(url), clock, directory).list(LISTED + ":Listed");
    there = new SteeredInstance(Database.open(url), clock, directory).list(LISTED + ":Listed");
  }

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  @Test
  void every_order_is_in_force_on_the_other_after_a_look() {
    NewToken home = here.add("Home");
    long id = home.networkId();
    assertThat(there.opens(home.token())).isEmpty();
    there.look();
    assertThat(there.opens(home.token())).contains("Home");
    assertThat(there.networks().ids().contains(id)).isTrue();

    here.orders().rename(OWNER, id, "House");
    here.settings().pause(OWNER, id);
    here.settings().silentAfter(OWNER, id, 900_000);
    here.settings().pause(OWNER, here.id(LISTED));
    there.look();
    assertThat(there.opens(home.token())).contains("House");
    assertThat(there.networks().settings(id)).isEqualTo(here.networks().settings(id));
    assertThat(there.networks().settings(there.id(LISTED)).paused()).isTrue();
    there.call(home.token(), "203.0.113.7");
    assertThat(there.debts("phone")).isZero();

    long token = there.tokens().of(id).get(0).id();
    Token next =
        there.tokens().replace(OWNER, id, token, Duration.ZERO).made().orElseThrow().token();
    assertThat(here.opens(home.token())).contains("House");
    here.look();
    assertThat(here.opens(home.token())).isEmpty();
    assertThat(here.opens(next)).contains("House");

    here.orders().remove(OWNER, id);
    there.look();
    assertThat(there.opens(next)).isEmpty();
    assertThat(there.networks().ids().contains(id)).isFalse();
  }

  /** It is asked in the transaction of the change, and not of what an instance remembers. */
  @Test
  void a_pause_and_its_end_hold_for_the_next_change_on_the_other_before_it_looks() {
    NewToken home = here.add("Home");
    there.look();
    here.settings().pause(OWNER, home.networkId());
    there.call(home.token(), "203.0.113.1");
    assertThat(there.debts("phone")).isZero();
    there.look();
    here.settings().resume(OWNER, home.networkId());
    there.call(home.token(), "203.0.113.2");
    assertThat(there.debts("phone")).isEqualTo(1);
  }

  @Test
  void a_look_where_nothing_was_ordered_costs_one_query() {
    here.add("Home");
    there.look();
    long before = there.database().statements();
    there.look();
    assertThat(there.database().statements() - before).isEqualTo(1);
  }

  @Test
  void orders_are_not_lost_where_the_list_is_stored_anew_between_two_looks() {
    NewToken home = here.add("Home");
    there.list(LISTED + ":Listed", "one-more-token-of-the-list:More");
    there.look();
    assertThat(there.opens(home.token())).contains("Home");
    here.look();
    here.settings().pause(OWNER, home.networkId());
    there.list(LISTED + ":Listed", "one-more-token-of-the-list:Renamed");
    there.look();
    assertThat(there.networks().settings(home.networkId()).paused()).isTrue();
  }

  @Test
  void a_name_that_both_give_at_once_is_one_network() {
    for (int i = 0; i < 20; i++) {
      String name = "Home " + i;
      CompletableFuture<Outcome<NewToken>> one =
          CompletableFuture.supplyAsync(() -> here.orders().add(OWNER, name));
      CompletableFuture<Outcome<NewToken>> other =
          CompletableFuture.supplyAsync(() -> there.orders().add(OWNER, name));
      // Who has not looked yet knows of no network of that name, and is given another token of it.
      long ids =
          List.of(one.join(), other.join()).stream()
              .flatMap(outcome -> outcome.made().stream())
              .map(NewToken::networkId)
              .distinct()
              .count();
      assertThat(ids).isEqualTo(1);
    }
  }

  @Test
  void what_another_instance_is_just_storing_of_it_does_not_break_a_removal() throws Exception {
    NewToken home = here.add("Home");
    there.look();
    try (OwnConnection other = new OwnConnection(url)) {
      CompletableFuture<Optional<Refusal>> removal =
          other.write(
              writing -> {
                // As a batch of another instance does.
                writing.first(
                    "SELECT id FROM network WHERE id = " + home.networkId() + " FOR NO KEY UPDATE",
                    row -> 1);
                writing.update(
                    "INSERT INTO address (network_id, family, address, since, last_seen) VALUES ("
                        + home.networkId()
                        + ", 4, '203.0.113.7', 1, 1)");
                return CompletableFuture.supplyAsync(
                    () -> here.orders().remove(OWNER, home.networkId()));
              });
      assertThat(removal.get(20, TimeUnit.SECONDS)).isEmpty();
    }
    assertThat(here.opens(home.token())).isEmpty();
  }

  @Test
  void calls_that_come_in_while_it_is_removed_leave_nothing_behind() {
    for (int round = 0; round < 10; round++) {
      NewToken home = here.add("Home");
      there.look();
      Network network = there.networks().find(home.token()).orElseThrow();
      CompletableFuture<Void> calls =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 1; i < 40; i++) {
                  callOrFail(network, "203.0.113." + i);
                }
              });
      here.orders().remove(OWNER, home.networkId());
      calls.join();
      assertThat(here.story(home.networkId())).isEmpty();
    }
    Network listed = there.networks().find(SteeredInstance.token(LISTED)).orElseThrow();
    assertThat(there.call(listed, "203.0.113.1")).isEqualTo(CheckInResult.FIRST_SEEN);
  }

  private void callOrFail(Network network, String address) {
    try {
      there.call(network, address);
    } catch (RuntimeException e) {
      // It is not there any more: 911, and with the next look 404.
    }
  }

  @Test
  void a_list_that_names_what_another_instance_removed_makes_it_anew() {
    there.list(LISTED + ":Listed", "a-token-there-alone:Home");
    NewToken home = here.add("Home");
    assertThat(home.networkId()).isEqualTo(there.id("a-token-there-alone"));
    here.orders().remove(OWNER, home.networkId());
    there.look();
    assertThat(there.opens("a-token-there-alone")).contains("Home");
    assertThat(there.id("a-token-there-alone")).isNotEqualTo(home.networkId());
  }
}
