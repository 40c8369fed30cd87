package io.github.scrappyddns.steering.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.database.Database;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What people order of channels, on both engines. */
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
  void each_order_raises_the_revision_and_leaves_it_in_its_row() {
    steered.book.add(URL, "Phone", "");
    long id = steered.number("Phone");
    long first = revision();
    assertThat(first).isPositive();
    steered.book.pause(id, true);
    steered.book.change(id, Map.of("topic", "other", "server", "https://ntfy.sh"), "");
    steered.book.remove(id);
    assertThat(revision()).isEqualTo(first + 3);
    assertThat(
            steered.database.<Long>read(
                reading ->
                    reading
                        .first(
                            "SELECT number FROM shared_number WHERE name = 'revision'",
                            row -> row.getLong(1))
                        .orElseThrow()))
        .isEqualTo(first + 3);
  }

  private long revision() {
    return steered.database.read(new ChannelTable()::newest);
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
  void a_name_that_is_taken_is_refused_and_one_that_nobody_chose_gets_a_number() {
    steered.book.add(URL, "Phone", "");
    for (String name : List.of("Phone", "file")) {
      ChannelOutcome again = steered.book.add("ntfys://ntfy.sh/other", name, "");
      assertThat(again.refusal()).contains(Refusal.NAME_TAKEN);
    }
    String first = steered.book.add("ntfys://ntfy.sh/abcdefghijkl", "", "").name();
    String second = steered.book.add("ntfys://ntfy.sh/abcdefghijkl", "", "").name();
    assertThat(second).isEqualTo(first + " 2");
  }

  @Test
  void a_url_that_means_nothing_is_refused_in_words_without_its_secrets() {
    for (String wrong :
        List.of(
            "ntfys://ntfy.sh/not a secret topic!",
            "nonsense://secret",
            "secret",
            "",
            "ntfys://ntfy.sh/secret-one/secret-two")) {
      ChannelOutcome outcome = steered.book.add(wrong, "Phone", "");
      assertThat(outcome.refusal()).as(wrong).contains(Refusal.BAD_URL);
      assertThat(outcome.detail()).isNotBlank().doesNotContain("secret");
    }
    assertThat(steered.names()).containsExactly("file");
  }

  @Test
  void a_change_keeps_the_secrets_that_were_left_alone() {
    steered.book.add("gotifys://push.example.org/AsecretToken1", "Phone", "Home");
    long id = steered.number("Phone");
    ChannelSetup setup = steered.book.setup(id).orElseThrow();
    assertThat(setup.form().id()).isEqualTo("gotify");
    assertThat(setup.networks()).isEqualTo("Home");
    assertThat(setup.shown())
        .containsEntry("server", "https://push.example.org")
        .containsEntry("token", ChannelSetup.HIDDEN);
    Map<String, String> typed = Map.of("server", "https://push.example.org/x", "token", "***");
    assertThat(steered.book.change(id, typed, "").isDone()).isTrue();
    assertThat(setup(id)).isEqualTo("gotifys://push.example.org/x/AsecretToken1");
    assertThat(steered.book.setup(id).orElseThrow().networks()).isEmpty();
  }

  @Test
  void a_secret_that_was_left_alone_goes_to_no_other_server() {
    steered.book.add("gotifys://push.example.org/AsecretToken1", "Phone", "");
    long id = steered.number("Phone");
    for (String server :
        List.of(
            "https://evil.example.org",
            "https://push.example.org:8443",
            "http://push.example.org",
            "https://push.example.org@evil.example.org",
            "https://push.example.org/x@evil.example.org")) {
      ChannelOutcome outcome =
          steered.book.change(id, Map.of("server", server, "token", "***"), "");
      assertThat(outcome.refusal()).as(server).contains(Refusal.SECRET_NEEDED);
      assertThat(outcome.detail()).isEqualTo("token");
    }
    assertThat(setup(id)).isEqualTo("gotifys://push.example.org/AsecretToken1");
    Map<String, String> whole = Map.of("server", "https://new.example.org", "token", "Another1");
    assertThat(steered.book.change(id, whole, "").isDone()).isTrue();
    assertThat(setup(id)).isEqualTo("gotifys://new.example.org/Another1");
  }

  @Test
  void a_password_that_was_left_alone_goes_to_no_other_mail_server() {
    steered.book.add("mailtos://dad%40example.com:pw@example.com?to=mum%40example.org", "Mail", "");
    long id = steered.number("Mail");
    Map<String, String> shown = steered.book.setup(id).orElseThrow().shown();
    Map<String, String> typed = new HashMap<>(shown);
    typed.put("to", "aunt@example.org");
    assertThat(steered.book.change(id, typed, "").isDone()).isTrue();
    for (Map.Entry<String, String> other :
        List.of(
            Map.entry("smtp", "evil.example.org"),
            Map.entry("address", "dad@evil.example.org"),
            Map.entry("address", "dad@example.com?smtp=evil.example.org&x="))) {
      Map<String, String> changed = new HashMap<>(typed);
      changed.put(other.getKey(), other.getValue());
      ChannelOutcome outcome = steered.book.change(id, changed, "");
      assertThat(outcome.refusal()).as("%s", other).contains(Refusal.SECRET_NEEDED);
      assertThat(outcome.detail()).isEqualTo("password");
    }
  }

  private String setup(long id) {
    ChannelSetup setup = steered.book.setup(id).orElseThrow();
    return setup.url(setup.shown());
  }

  @Test
  void a_change_has_the_channel_tried_at_once_and_strikes_out_what_it_no_longer_wants() {
    steered.book.add(URL, "Phone", "");
    steered.owe(new OwedEvent(HOME, 5));
    steered.owe(new OwedEvent(OFFICE, 6));
    steered.database.write(
        writing ->
            writing.update(
                "UPDATE channel_state SET failures = 3, rests_until = 9999999999999"
                    + " WHERE channel = 'Phone'"));
    long id = steered.number("Phone");
    ChannelSetup setup = steered.book.setup(id).orElseThrow();
    assertThat(steered.book.change(id, setup.shown(), "Office").isDone()).isTrue();
    assertThat(steered.debts("Phone")).isEqualTo(1);
    assertThat(
            steered
                .database
                .read(
                    reading ->
                        steered.outbox.states().read(reading, "Phone", steered.clock.millis()))
                .restsUntil())
        .isZero();
  }

  @Test
  void what_somebody_else_has_removed_cannot_be_changed() {
    steered.book.add(URL, "Phone", "");
    long id = steered.number("Phone");
    steered.book.remove(id);
    assertThat(steered.book.remove(id).refusal()).contains(Refusal.GONE);
    assertThat(steered.book.pause(id, true).refusal()).contains(Refusal.GONE);
    assertThat(steered.book.change(id, Map.of(), "").refusal()).contains(Refusal.GONE);
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
  void a_name_that_the_settings_take_later_is_theirs_and_somebody_is_told() {
    steered.book.add(URL, "Phone", "");
    steered.close();
    steered = new SteeredChannels(url, key, new ScriptedChannel("Phone"));
    assertThat(steered.names()).containsExactly("Phone");
    assertThat(steered.inForce.members().get(0).number()).isZero();
    assertThat(warning()).contains("the settings have one of its name");
  }

  @Test
  void what_was_owed_to_it_meanwhile_is_forgotten_at_the_next_start() {
    steered.book.add(URL, "Phone", "");
    steered.book.remove(steered.number("Phone"));
    oweToPhone();
    again(key);
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
