package io.github.scrappyddns.steering.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.steering.SteeredChannels;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What of the channels that people set up is in force, and what is locked up, on both engines. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChannelBookTest {
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

  private void again(Path keyFile) {
    steered.close();
    steered = new SteeredChannels(url, keyFile, new ScriptedChannel("file"));
  }

  @Test
  void a_channel_that_is_added_is_in_force_at_once_and_after_a_restart() {
    assertThat(steered.book.add(URL, "Phone", "Home").isDone()).isTrue();
    assertThat(steered.names()).containsExactly("file", "Phone");
    assertThat(steered.changes).isEqualTo(1);
    again(key);
    assertThat(steered.telling()).containsExactly("file", "Phone");
    steered.owe(new OwedEvent(HOME, 5));
    steered.owe(new OwedEvent(OFFICE, 6));
    assertThat(steered.debts("Phone")).isEqualTo(1);
    assertThat(steered.debts("file")).isEqualTo(2);
  }

  @Test
  void the_url_stands_nowhere_in_clear_and_the_key_belongs_to_its_owner() throws IOException {
    assertThat(key).doesNotExist();
    steered.book.add(URL, "Phone", "");
    String row =
        steered.database.read(
            reading ->
                reading
                    .first(
                        "SELECT name, kind, sealed, networks FROM channel",
                        one -> one.getString(1) + one.getString(2) + one.getString(3))
                    .orElseThrow());
    assertThat(row).startsWith("Phonentfy").doesNotContain("secret", "ntfys:");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(steered.book.setup(1).toString()).doesNotContain("secret");
  }

  @Test
  void no_key_is_made_where_another_one_has_locked_up_something_else() {
    steered.database.write(
        writing ->
            writing.update(
                "INSERT INTO acme (name, content, version) VALUES ('account', 'locked', 1)"));
    assertThat(steered.book.add(URL, "Phone", "").refusal()).contains(Refusal.UNFIT_KEY);
    assertThat(key).doesNotExist();
  }

  @Test
  void a_paused_channel_is_owed_what_happens_and_told_it_later() {
    steered.book.add(URL, "Phone", "");
    long id = steered.number("Phone");
    assertThat(steered.book.pause(id, true).isDone()).isTrue();
    assertThat(steered.telling()).containsExactly("file");
    steered.owe(new OwedEvent(HOME, 5));
    assertThat(steered.debts("Phone")).isEqualTo(1);
    again(key);
    assertThat(steered.telling()).containsExactly("file");
    steered.book.pause(id, false);
    assertThat(steered.telling()).containsExactly("file", "Phone");
    assertThat(steered.debts("Phone")).isEqualTo(1);
  }

  @Test
  void with_another_key_a_channel_is_owed_news_and_told_none_and_nothing_is_overwritten()
      throws Exception {
    steered.book.add(URL, "Phone", "Home");
    String locked = sealed();
    Path other = directory.resolve("other.key");
    again(other);
    assertThat(steered.names()).containsExactly("file", "Phone");
    assertThat(steered.telling()).containsExactly("file");
    assertThat(warning()).contains("cannot be read here").doesNotContain("Phone", ".key");
    assertThat(answer("Phone")).contains("its key is missing");
    assertThat(steered.book.add("ntfys://ntfy.sh/x", "New", "").refusal())
        .contains(Refusal.UNFIT_KEY);
    assertThat(other).as("no second key is made").doesNotExist();
    Files.writeString(other, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    steered.book.look();
    assertThat(answer("Phone")).contains("is another than the one");
    assertThat(steered.book.add("ntfys://ntfy.sh/x", "New", "").refusal())
        .contains(Refusal.UNFIT_KEY);
    long id = steered.number("Phone");
    assertThat(steered.book.setup(id)).isEmpty();
    assertThat(steered.book.change(id, Map.of("topic", "x"), "").refusal())
        .contains(Refusal.UNFIT_KEY);
    steered.owe(new OwedEvent(HOME, 5));
    steered.owe(new OwedEvent(OFFICE, 6));
    assertThat(steered.debts("Phone")).isEqualTo(1);
    assertThat(sealed()).isEqualTo(locked);
    Files.copy(key, other, StandardCopyOption.REPLACE_EXISTING);
    steered.book.look();
    assertThat(steered.telling()).containsExactly("file", "Phone");
    assertThat(steered.book.warning()).isEmpty();
  }

  private String warning() {
    return steered.book.warning().orElse("");
  }

  private String answer(String channel) throws InterruptedException {
    return steered
        .inForce
        .find(channel)
        .orElseThrow()
        .channel()
        .deliver(Alert.notice("a title", "a test", 1, "a test"))
        .reason();
  }

  private String sealed() {
    return steered.database.read(
        reading ->
            reading.first("SELECT sealed FROM channel", row -> row.getString(1)).orElseThrow());
  }

  @Test
  void a_locked_url_is_good_for_its_own_channel_alone() {
    steered.book.add(URL, "Phone", "");
    steered.book.add("ntfys://ntfy.sh/second", "Second", "");
    steered.database.write(
        writing ->
            writing.update(
                "UPDATE channel SET sealed = (SELECT sealed FROM channel WHERE name = 'Phone')"
                    + " WHERE name = 'Second'"));
    again(key);
    assertThat(steered.telling()).containsExactly("file", "Phone");
  }

  @Test
  void the_log_is_told_only_where_nobody_else_is() {
    steered.close();
    steered = new SteeredChannels(url, key, true, new ScriptedChannel("log"));
    assertThat(steered.names()).containsExactly("log");
    assertThat(steered.book.reachesSomebody()).isFalse();
    steered.book.add(URL, "Phone", "");
    assertThat(steered.names()).containsExactly("Phone");
    assertThat(steered.book.reachesSomebody()).isTrue();
    steered.book.remove(steered.number("Phone"));
    assertThat(steered.names()).containsExactly("log");
  }

  @Test
  void a_name_that_the_settings_take_later_is_theirs_and_somebody_is_told() {
    steered.book.add(URL, "Phone", "");
    steered.close();
    steered = new SteeredChannels(url, key, new ScriptedChannel("Phone"));
    assertThat(steered.names()).containsExactly("Phone");
    assertThat(steered.inForce.members().get(0).number()).isZero();
    assertThat(warning()).contains("the settings have one of its name");
  }
}
