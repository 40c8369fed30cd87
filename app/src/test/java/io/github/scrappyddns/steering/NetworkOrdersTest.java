package io.github.scrappyddns.steering;

import static io.github.scrappyddns.steering.SteeredInstance.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders about networks, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NetworkOrdersTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private SteeredInstance instance;

  @BeforeEach
  void open() {
    instance = new SteeredInstance(kind.open(directory), clock, directory);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void a_network_that_is_added_lets_its_token_in_at_once() {
    assertThat(instance.networks().ids().size()).isZero();
    NewToken home = instance.add("  Home ");
    assertThat(home.network()).isEqualTo("Home");
    assertThat(home.token().isShort()).isFalse();
    assertThat(instance.opens(home.token())).contains("Home");
    assertThat(instance.networks().ids().contains(home.networkId())).isTrue();
    assertThat(instance.networks().isListed(home.networkId())).isFalse();
    assertThat(instance.call(home.token(), "203.0.113.7")).isEqualTo(CheckInResult.FIRST_SEEN);
    List<String> names = new ArrayList<>();
    instance.networks().forEach(network -> names.add(network.name()));
    assertThat(names).containsExactly("Home");
  }

  @Test
  void what_is_no_name_adds_and_renames_nothing() {
    NewToken home = instance.add("Home");
    long before = instance.database().statements();
    for (String name : List.of("", " \t ", "\u200b\u00a0")) {
      assertThat(instance.orders().add(OWNER, name).refusal()).contains(Refusal.NO_NAME);
      assertThat(instance.orders().rename(OWNER, home.networkId(), name)).contains(Refusal.NO_NAME);
    }
    assertThat(instance.orders().add(OWNER, "x".repeat(301)).refusal())
        .contains(Refusal.NAME_TOO_LONG);
    assertThat(instance.orders().add(OWNER, "a\u0007b").refusal())
        .contains(Refusal.NAME_NOT_PRINTABLE);
    assertThat(instance.database().statements()).isEqualTo(before);
    assertThat(instance.orders().add(OWNER, "☕".repeat(300)).made()).isPresent();
  }

  @Test
  void names_that_look_alike_are_one_name() {
    NewToken cafe = instance.add("Caf\u00e9 Z\u00fcrich");
    for (String alike :
        List.of(
            "Caf\u00e9 Z\u00fcrich",
            "Cafe\u0301 Zu\u0308rich",
            "Caf\u00e9\u00a0 Z\u00fcrich",
            "Caf\u00e9\u200b Z\u00fcrich\ufeff")) {
      assertThat(instance.orders().add(OWNER, alike).refusal()).contains(Refusal.NAME_TAKEN);
    }
    NewToken home = instance.add("Home");
    assertThat(instance.orders().rename(OWNER, home.networkId(), "Cafe\u0301  Z\u00fcrich"))
        .contains(Refusal.NAME_TAKEN);
    assertThat(instance.orders().rename(OWNER, cafe.networkId(), "Cafe\u0301 Z\u00fcrich"))
        .as("another spelling of its own")
        .isEmpty();
    assertThat(instance.add("home").networkId()).as("as in a list").isNotEqualTo(home.networkId());
  }

  @Test
  void a_renamed_network_keeps_its_token_and_its_history() {
    NewToken home = instance.add("Home");
    instance.call(home.token(), "203.0.113.7");
    assertThat(instance.orders().rename(OWNER, home.networkId(), "House")).isEmpty();
    assertThat(instance.opens(home.token())).contains("House");
    assertThat(instance.call(home.token(), "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(instance.deeds()).first().isEqualTo("RENAMED_NETWORK Home → House");
  }

  @Test
  void with_a_network_that_is_removed_goes_all_that_is_known_of_it() {
    NewToken home = instance.add("Home");
    Network held = instance.networks().find(home.token()).orElseThrow();
    instance.call(home.token(), "203.0.113.1");
    instance.call(home.token(), "203.0.113.2");
    assertThat(instance.orders().loss(home.networkId()).made()).contains(new Loss("Home", 2, 1));
    assertThat(instance.orders().remove(OWNER, home.networkId())).isEmpty();
    assertThat(instance.opens(home.token())).isEmpty();
    assertThat(instance.networks().ids().contains(home.networkId())).isFalse();
    assertThat(instance.debts("phone") + instance.debts("mail")).isZero();
    assertThat(instance.story(home.networkId())).isEmpty();
    assertThat(instance.orders().remove(OWNER, home.networkId())).contains(Refusal.NO_NETWORK);
    assertThat(instance.settings().pause(OWNER, home.networkId())).contains(Refusal.NO_NETWORK);
    assertThat(instance.orders().rename(OWNER, home.networkId(), "X")).contains(Refusal.NO_NETWORK);
    assertThat(instance.deeds()).first().isEqualTo("REMOVED_NETWORK Home");
    // A call that was let in before, and comes to be stored now.
    assertThatThrownBy(() -> instance.call(held, "203.0.113.3")).isInstanceOf(Exception.class);
    assertThat(instance.story(home.networkId())).isEmpty();
  }

  @Test
  void no_number_is_given_twice_and_who_is_left_is_told_all() {
    NewToken cabin = instance.add("Cabin");
    instance.call(cabin.token(), "203.0.113.50");
    NewToken home = instance.add("Home");
    for (int i = 1; i < 5; i++) {
      instance.call(home.token(), "203.0.113." + i);
    }
    instance.call(cabin.token(), "203.0.113.51");
    instance.call(home.token(), "203.0.113.9");
    assertThat(instance.told("phone")).containsExactlyInAnyOrder("2 203.0.113.51", "5 203.0.113.9");
    // As when all events of the cabin had grown old, and another told them in place of this one.
    sql("DELETE FROM event WHERE network_id = " + cabin.networkId());
    sql("UPDATE delivery SET paid_event = 6, owed_event = 7, paid_at = -1 WHERE channel = 'mail'");
    instance.orders().remove(OWNER, home.networkId());
    assertThat(instance.add("Home").networkId()).isGreaterThan(home.networkId());
    sql("UPDATE delivery SET paid_at = 0 WHERE paid_at = -1");
    instance.call(cabin.token(), "203.0.113.52");
    assertThat(instance.told("phone")).containsExactly("1 203.0.113.52");
    assertThat(instance.told("mail")).containsExactly("1 203.0.113.52");
  }

  private void sql(String statement) {
    instance.database().write(writing -> writing.update(statement));
  }

  @Test
  void a_network_that_was_made_here_and_never_called_is_told_of() {
    NewToken home = instance.add("Home");
    instance.add("Cabin");
    assertThat(instance.neverCalled()).containsExactly("'Cabin'", "'Home'");
    instance.call(home.token(), "203.0.113.1");
    assertThat(instance.neverCalled()).containsExactly("'Cabin'");
  }
}
