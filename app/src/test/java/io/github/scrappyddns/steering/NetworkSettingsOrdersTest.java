package io.github.scrappyddns.steering;

import static io.github.scrappyddns.steering.SteeredInstance.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.outbox.Delivery;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders about what is told of networks, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NetworkSettingsOrdersTest {
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
  void of_a_paused_network_all_is_kept_and_nothing_told() {
    NewToken home = instance.add("Home");
    NewToken cabin = instance.add("Cabin");
    instance.call(home.token(), "203.0.113.1");
    assertThat(instance.debts("phone")).isEqualTo(1);
    assertThat(instance.settings().pause(OWNER, home.networkId())).isEmpty();
    assertThat(instance.debts("phone")).as("what was owed").isZero();
    assertThat(instance.networks().settings(home.networkId()).isJudged(clock.millis())).isFalse();

    assertThat(instance.call(home.token(), "203.0.113.2")).isEqualTo(CheckInResult.CHANGED);
    assertThat(instance.call(home.token(), "203.0.113.2")).isEqualTo(CheckInResult.UNCHANGED);
    instance.call(cabin.token(), "203.0.113.50");
    assertThat(instance.story(home.networkId())).containsExactly("203.0.113.1", "203.0.113.2");
    assertThat(instance.told("phone")).containsExactly("1 203.0.113.50");

    assertThat(instance.settings().resume(OWNER, home.networkId())).isEmpty();
    assertThat(instance.told("phone")).as("what happened meanwhile").isEmpty();
    instance.call(home.token(), "203.0.113.3");
    assertThat(instance.told("phone")).containsExactly("1 203.0.113.3");
  }

  @Test
  void an_alert_that_is_under_way_when_its_network_is_paused_owes_nothing_anew() {
    NewToken home = instance.add("Home");
    instance.call(home.token(), "203.0.113.1");
    Outbox outbox = new Outbox(InForce.of(List.of()), Duration.ZERO);
    Delivery claimed =
        instance
            .database()
            .write(writing -> outbox.claim(writing, "phone", clock.millis()))
            .orElseThrow();
    instance.call(home.token(), "203.0.113.2");
    instance.settings().pause(OWNER, home.networkId());
    assertThat(
            instance
                .database()
                .<Boolean>write(writing -> outbox.paid(writing, claimed, clock.millis())))
        .isFalse();
    assertThat(instance.debts("phone")).isZero();
  }

  @Test
  void silence_and_maintenance_are_known_at_once_and_after_a_start() {
    NewToken home = instance.add("Home");
    long id = home.networkId();
    long quarter = Duration.ofMinutes(15).toMillis();
    assertThat(instance.networks().settings(id)).isEqualTo(NetworkSettings.NONE);
    instance.settings().silentAfter(OWNER, id, quarter);
    instance.settings().maintain(OWNER, id, Duration.ofHours(4));
    instance.settings().pause(OWNER, id);
    instance.settings().resume(OWNER, id);
    NetworkSettings expected =
        new NetworkSettings(false, quarter, clock.millis() + Duration.ofHours(4).toMillis());
    assertThat(instance.networks().settings(id)).isEqualTo(expected);
    assertThat(expected.isJudged(clock.millis())).isFalse();
    SteeredInstance anew = new SteeredInstance(instance.database(), clock, directory);
    assertThat(anew.networks().settings(id)).isEqualTo(expected);
    assertThat(anew.opens(home.token())).contains("Home");
    instance.settings().endMaintenance(OWNER, id);
    instance.settings().silentAfter(OWNER, id, NetworkSettings.NEVER_SILENT);
    assertThat(instance.networks().settings(id)).isEqualTo(new NetworkSettings(false, -1, 0));
  }

  @Test
  void each_order_is_an_entry_with_who_gave_it() {
    NewToken home = instance.add("Home");
    long id = home.networkId();
    instance.settings().pause(OWNER, id);
    instance.settings().resume(OWNER, id);
    instance.settings().silentAfter(OWNER, id, 60_000);
    instance.settings().maintain(OWNER, id, Duration.ofHours(1));
    instance.settings().endMaintenance(OWNER, id);
    assertThat(instance.deeds())
        .containsExactly(
            "ENDED_MAINTENANCE Home",
            "SET_MAINTENANCE Home",
            "SET_SILENCE Home",
            "RESUMED_NETWORK Home",
            "PAUSED_NETWORK Home",
            "ADDED_NETWORK Home");
    assertThat(instance.entries().get(0).who()).isEqualTo("owner");
    assertThat(instance.entries().get(0).address()).isEqualTo("203.0.113.250");
    assertThat(instance.entries().toString()).doesNotContain(home.token().reveal());
  }
}
