package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What all channels are to tell about this server itself. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AnnouncementTest {
  private static final String ABOUT = "this server's certificate";
  private static final long NOW = 1_800_000_000_000L;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Database database;

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    database = Database.open(url);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void every_channel_owes_it_once_over_restarts_too() {
    assertThat(announce(1, "soon")).isTrue();
    assertThat(announce(1, "soon")).isFalse();
    settle("phone");
    database.close();
    database = Database.open(url);
    assertThat(announce(1, "soon")).isFalse();
    assertThat(told("phone")).isEmpty();
    assertThat(told("mail")).contains("soon");
  }

  @Test
  void the_next_replaces_one_that_has_not_arrived() {
    assertThat(announce(1, "soon")).isTrue();
    settle("phone");
    assertThat(announce(2, "now")).isTrue();
    assertThat(told("phone")).contains("now");
    assertThat(told("mail")).contains("now");
    settle("mail");
    assertThat(told("mail")).isEmpty();
  }

  @Test
  void what_is_settled_is_taken_back_and_may_come_again() {
    announce(1, "soon");
    database.write(
        writing -> {
          outbox().withdraw(writing, ABOUT);
          return null;
        });
    assertThat(told("phone")).isEmpty();
    assertThat(announce(2, "soon again")).isTrue();
    assertThat(told("phone")).contains("soon again");
  }

  private static Outbox outbox() {
    return new Outbox(
        InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail")),
        Duration.ofSeconds(10));
  }

  private boolean announce(long occasion, String text) {
    return database.write(writing -> outbox().announce(writing, ABOUT, occasion, text, NOW));
  }

  private Optional<String> told(String channel) {
    return database.read(reading -> outbox().notices().of(reading, channel)).stream()
        .map(Notices.Notice::text)
        .findFirst();
  }

  private void settle(String channel) {
    database.write(
        writing -> {
          Notices.Notice next = outbox().notices().of(writing, channel).get(0);
          outbox().notices().delivered(writing, channel, next);
          return null;
        });
  }
}
