package io.github.scrappyddns.steering.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.steering.SteeredChannels;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of what channels are owed that are removed, or step back, on both engines. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TakeoverTest {
  private static final Network HOME = new Network(1, "Home");
  private static final Network OFFICE = new Network(2, "Office");
  private static final String URL = "ntfys://ntfy.sh/a-very-secret-topic";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Path key;
  private SteeredChannels steered;

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    key = directory.resolve("secret.key");
    steered = new SteeredChannels(url, key, new ScriptedChannel("file")).withNetworks(HOME, OFFICE);
  }

  @AfterEach
  void close() {
    steered.close();
  }

  private void again() {
    steered.close();
    steered = new SteeredChannels(url, key, new ScriptedChannel("file"));
  }

  @Test
  void what_a_removed_channel_was_owed_is_told_to_nobody() {
    steered.book.add(URL, "Phone", "");
    steered.owe(new OwedEvent(HOME, 5));
    assertThat(steered.book.remove(steered.number("Phone")).name()).isEqualTo("Phone");
    assertThat(steered.names()).containsExactly("file");
    assertThat(steered.debts("Phone")).isZero();
    steered.book.add("ntfys://ntfy.sh/another", "Next", "");
    assertThat(steered.debts("Next")).isZero();
    assertThat(
            steered.database.<Integer>read(
                reading ->
                    reading
                        .first("SELECT COUNT(*) FROM channel WHERE sealed <> ''", r -> r.getInt(1))
                        .orElseThrow()))
        .as("its secret does not stay")
        .isEqualTo(1);
  }

  @Test
  void what_the_log_was_owed_is_owed_to_the_channel_for_which_it_steps_back() {
    steered.close();
    steered = new SteeredChannels(url, key, true, new ScriptedChannel("log"));
    steered.owe(new OwedEvent(HOME, 5));
    steered.owe(new OwedEvent(OFFICE, 6));
    steered.book.add(URL, "Phone", "Home");
    assertThat(steered.debts("Phone")).isEqualTo(1);
    steered.book.add("ntfys://ntfy.sh/second", "Second", "");
    assertThat(steered.debts("Second")).as("nobody else was told of it").isEqualTo(1);
  }

  @Test
  void an_order_of_which_a_part_failed_is_taken_over_by_the_next_look() {
    steered.book.add(URL, "Phone", "");
    long id = steered.number("Phone");
    steered.elsewhereAsked =
        () -> {
          throw new IllegalStateException("the database is away");
        };
    assertThatThrownBy(() -> steered.book.remove(id)).hasMessageContaining("is away");
    assertThatThrownBy(() -> steered.book.look()).hasMessageContaining("is away");
    oweToPhone();
    steered.elsewhereAsked = () -> {};
    steered.book.look();
    assertThat(steered.names()).containsExactly("file");
    assertThat(steered.debts("Phone")).isZero();
  }

  @Test
  void a_name_is_removed_until_it_is_added_again() {
    steered.book.add(URL, "Phone", "");
    assertThat(isRemoved()).isFalse();
    steered.book.remove(steered.number("Phone"));
    assertThat(isRemoved()).isTrue();
    steered.book.add(URL, "Phone", "");
    assertThat(isRemoved()).isFalse();
  }

  private boolean isRemoved() {
    return steered.database.<Boolean>write(
        writing -> new ChannelTable().isRemoved(writing, "Phone"));
  }

  @Test
  void what_was_owed_to_it_meanwhile_is_forgotten_at_the_next_start() {
    steered.book.add(URL, "Phone", "");
    steered.book.remove(steered.number("Phone"));
    oweToPhone();
    again();
    Database database = steered.database;
    database.write(
        writing -> {
          steered.book.forgetRemoved(writing);
          return null;
        });
    assertThat(steered.debts("Phone")).isZero();
  }

  private void oweToPhone() {
    steered.database.write(
        writing ->
            writing.update(
                "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
                    + " next_attempt_at, lease_until, attempts, unsure, simplified)"
                    + " VALUES ('Phone', 1, 0, 5, 0, 0, 0, 0, 0, 0)"));
  }

  @Test
  void settings_that_took_the_name_of_a_removed_channel_keep_what_theirs_is_owed() {
    steered.book.add(URL, "Phone", "");
    steered.book.remove(steered.number("Phone"));
    steered.close();
    steered = new SteeredChannels(url, key, new ScriptedChannel("Phone"));
    steered.owe(new OwedEvent(HOME, 5));
    steered.database.write(
        writing -> {
          steered.book.forgetRemoved(writing);
          return null;
        });
    assertThat(steered.debts("Phone")).isEqualTo(1);
  }
}
