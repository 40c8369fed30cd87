package io.github.scrappyddns.steering.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.steering.SteeredChannels;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
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

/** What people order of channels, and what is refused, on both engines. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChannelOrdersTest {
  private static final Network HOME = new Network(1, "Home");
  private static final Network OFFICE = new Network(2, "Office");
  private static final String URL = "ntfys://ntfy.sh/a-very-secret-topic";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private SteeredChannels steered;

  @BeforeEach
  void open() {
    String url = kind.freshUrl(directory);
    Path key = directory.resolve("secret.key");
    steered = new SteeredChannels(url, key, new ScriptedChannel("file")).withNetworks(HOME, OFFICE);
  }

  @AfterEach
  void close() {
    steered.close();
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
}
