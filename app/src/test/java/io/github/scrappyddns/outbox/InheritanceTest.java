package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
class InheritanceTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long LEASE = 90_000;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private Database database;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    database.write(
        writing ->
            writing.update(
                "INSERT INTO network (id, name, created_at) VALUES (1, 'Home', 0), (2, 'Office', 0)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_channel_that_takes_anothers_place_inherits_its_debts() {
    Outbox wrong = started("wrong");
    owe(wrong, 1, 7);
    Outbox right = outbox("right");
    assertThat(resume(right)).isZero();
    assertThat(claim(wrong, "wrong")).isEmpty();
    Delivery inherited = claim(right, "right").orElseThrow();
    assertThat(inherited.paidEvent()).isEqualTo(6);
    assertThat(inherited.owedEvent()).isEqualTo(7);
  }

  @Test
  void a_channel_that_comes_back_inherits_too_and_is_told_only_what_it_does_not_know() {
    Outbox right = started("right");
    owe(right, 1, 7);
    pay(right, "right");
    Outbox wrong = started("wrong");
    owe(wrong, 1, 8);
    owe(wrong, 1, 9);
    assertThat(resume(outbox("right"))).isZero();
    Delivery inherited = claim(right, "right").orElseThrow();
    assertThat(inherited.paidEvent()).isEqualTo(7);
    assertThat(inherited.owedEvent()).isEqualTo(9);
  }

  @Test
  void what_the_heir_owed_itself_is_not_lost_among_what_it_inherits() {
    Outbox right = started("right");
    owe(right, 1, 7);
    Outbox wrong = started("wrong");
    owe(wrong, 1, 9);
    assertThat(resume(outbox("right"))).isZero();
    Delivery all = claim(right, "right").orElseThrow();
    assertThat(all.paidEvent()).isEqualTo(6);
    assertThat(all.owedEvent()).isEqualTo(9);
  }

  @Test
  void nobody_inherits_news_of_a_network_that_it_does_not_want() {
    Outbox wrong = started("wrong");
    owe(wrong, 1, 7);
    owe(wrong, 2, 8);
    ScriptedChannel family = new ScriptedChannel("family");
    family.wantsOnly("Home");
    Outbox filtered = new Outbox(List.of(family), Duration.ofSeconds(10));
    assertThat(resume(filtered)).as("waits for somebody who wants it").isEqualTo(1);
    pay(filtered, "family");
    assertThat(claim(filtered, "family")).isEmpty();
    assertThat(claim(wrong, "wrong").orElseThrow().networkId()).isEqualTo(2);
  }

  @Test
  void a_channel_that_was_taken_away_keeps_its_debts_until_it_comes_back() {
    Outbox both = started("phone", "mail");
    owe(both, 1, 7);
    assertThat(resume(outbox("mail"))).isEqualTo(1);
    assertThat(resume(both)).isZero();
    assertThat(claim(both, "phone")).isPresent();
  }

  private static Outbox outbox(String... channels) {
    return new Outbox(
        Stream.of(channels).<Channel>map(ScriptedChannel::new).toList(), Duration.ofSeconds(10));
  }

  private Outbox started(String... channels) {
    Outbox outbox = outbox(channels);
    resume(outbox);
    return outbox;
  }

  private int resume(Outbox outbox) {
    return database.write(writing -> outbox.resume(writing, NOW));
  }

  private void owe(Outbox outbox, long network, long event) {
    Network of = new Network(network, network == 1 ? "Home" : "Office");
    database.write(
        writing -> {
          outbox.owe(writing, of, event, NOW);
          return null;
        });
  }

  private Optional<Delivery> claim(Outbox outbox, String channel) {
    return database.write(writing -> outbox.claim(writing, channel, NOW, NOW + LEASE));
  }

  private void pay(Outbox outbox, String channel) {
    Delivery delivery = claim(outbox, channel).orElseThrow();
    database.write(
        writing -> {
          outbox.paid(writing, delivery, NOW - Duration.ofHours(1).toMillis());
          return null;
        });
  }
}
