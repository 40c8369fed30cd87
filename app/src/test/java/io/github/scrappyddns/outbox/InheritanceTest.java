package io.github.scrappyddns.outbox;

import static io.github.scrappyddns.outbox.StoredOutbox.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private Database database;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    SeededNetworks.store(database, new Network(1, "Home"), new Network(2, "Office"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_channel_that_takes_anothers_place_inherits_its_debts() {
    StoredOutbox wrong = started("wrong");
    wrong.owe(1, 7, NOW);
    StoredOutbox right = outbox("right");
    assertThat(right.resume()).isZero();
    Delivery inherited = claim(right, "right").orElseThrow();
    assertThat(inherited.paidEvent()).isEqualTo(6);
    assertThat(inherited.owedEvent()).isEqualTo(7);
  }

  @Test
  void what_others_were_told_in_its_absence_a_channel_is_told_when_it_comes_back() {
    StoredOutbox phone = started("phone");
    phone.owe(1, 7, NOW);
    StoredOutbox mail = outbox("mail");
    assertThat(mail.resume()).isZero();
    pay(mail, "mail");
    assertThat(mail.resume()).as("nobody waits for it any more").isZero();
    StoredOutbox both = started("phone", "mail");
    Delivery back = claim(both, "phone").orElseThrow();
    assertThat(back.owedEvent()).isEqualTo(7);
    assertThat(back.unsure()).as("another may have told its owner").isTrue();
    assertThat(claim(both, "mail")).isEmpty();
  }

  @Test
  void a_channel_that_no_longer_wants_a_network_is_told_nothing_of_it() {
    ScriptedChannel phone = new ScriptedChannel("phone");
    StoredOutbox before = new StoredOutbox(database, phone);
    assertThat(before.resume()).isZero();
    before.owe(1, 7, NOW);
    before.owe(2, 8, NOW);
    phone.wantsOnly("Home");
    before.resume();
    assertThat(claim(before, "phone").orElseThrow().networkId()).isEqualTo(1);
    assertThat(claim(before, "phone")).isEmpty();
  }

  @Test
  void a_channel_that_comes_back_inherits_too_and_is_told_only_what_it_does_not_know() {
    StoredOutbox right = started("right");
    right.owe(1, 7, NOW);
    pay(right, "right");
    StoredOutbox wrong = started("wrong");
    wrong.owe(1, 8, NOW);
    wrong.owe(1, 9, NOW);
    assertThat(outbox("right").resume()).isZero();
    Delivery inherited = claim(right, "right").orElseThrow();
    assertThat(inherited.paidEvent()).isEqualTo(7);
    assertThat(inherited.owedEvent()).isEqualTo(9);
  }

  @Test
  void what_the_heir_owed_itself_is_not_lost_among_what_it_inherits() {
    StoredOutbox right = started("right");
    right.owe(1, 7, NOW);
    StoredOutbox wrong = started("wrong");
    wrong.owe(1, 9, NOW);
    assertThat(outbox("right").resume()).isZero();
    Delivery all = claim(right, "right").orElseThrow();
    assertThat(all.paidEvent()).isEqualTo(6);
    assertThat(all.owedEvent()).isEqualTo(9);
  }

  @Test
  void nobody_inherits_news_of_a_network_that_it_does_not_want() {
    StoredOutbox wrong = started("wrong");
    wrong.owe(1, 7, NOW);
    wrong.owe(2, 8, NOW);
    ScriptedChannel family = new ScriptedChannel("family");
    family.wantsOnly("Home");
    StoredOutbox filtered = new StoredOutbox(database, family);
    assertThat(filtered.resume()).as("waits for somebody who wants it").isEqualTo(1);
    pay(filtered, "family");
    assertThat(claim(filtered, "family")).isEmpty();
    assertThat(filtered.resume()).isEqualTo(1);
  }

  @Test
  void a_channel_that_was_taken_away_keeps_its_debts_until_it_comes_back() {
    StoredOutbox both = started("phone", "mail");
    both.owe(1, 7, NOW);
    assertThat(outbox("mail").resume()).isEqualTo(1);
    assertThat(both.resume()).isZero();
    assertThat(claim(both, "phone")).isPresent();
  }

  @Test
  void an_heir_is_told_of_a_channel_whose_name_begins_like_its_own() {
    StoredOutbox before = started("mail", "ntfy 2");
    database.write(
        writing -> {
          before.outbox().notices().oweTroubleTo(writing, "mail", "ntfy 2", NOW);
          return null;
        });
    StoredOutbox now = started("ntfy");
    List<Notices.Notice> told =
        database.read(reading -> now.outbox().notices().of(reading, "ntfy"));
    assertThat(told).extracting(Notices.Notice::about).containsExactly("ntfy 2");
  }

  private StoredOutbox outbox(String... channels) {
    return StoredOutbox.to(database, channels);
  }

  private StoredOutbox started(String... channels) {
    StoredOutbox outbox = outbox(channels);
    outbox.resume();
    return outbox;
  }

  private static Optional<Delivery> claim(StoredOutbox outbox, String channel) {
    return outbox.claim(channel, NOW);
  }

  private static void pay(StoredOutbox outbox, String channel) {
    outbox.pay(claim(outbox, channel).orElseThrow(), NOW - Duration.ofHours(1).toMillis());
  }
}
