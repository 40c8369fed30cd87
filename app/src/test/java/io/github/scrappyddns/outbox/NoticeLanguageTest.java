package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices of instances, or of starts, that speak different languages. */
class NoticeLanguageTest {
  private static final long NOW = 1_800_000_000_000L;

  @TempDir Path directory;

  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(TestDatabase.SQLITE.freshUrl(directory));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Notices in(Language language) {
    return new Outbox(
            InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail")),
            Duration.ofSeconds(10),
            0,
            Words.ofAlerts(language))
        .notices();
  }

  private List<Notices.Notice> stored() {
    return database.read(reading -> in(Language.ENGLISH).of(reading, "mail"));
  }

  @Test
  void a_notice_is_told_in_the_language_that_it_was_stored_in() {
    database.write(
        writing -> {
          in(Language.GERMAN).oweTrouble(writing, "phone", "HTTP 410", NOW);
          return null;
        });
    assertThat(stored())
        .extracting(Notices.Notice::text)
        .containsExactly("phone braucht dich: HTTP 410");
    Alert alert = in(Language.ENGLISH).alert(stored().get(0));
    assertThat(alert.title()).isEqualTo("Scrappy DDNS needs attention");
    assertThat(alert.body()).isEqualTo("phone braucht dich: HTTP 410");
    assertThat(in(Language.GERMAN).alert(stored().get(0)).title())
        .isEqualTo("Scrappy DDNS braucht dich");
  }

  @Test
  void a_word_in_another_language_belongs_to_the_same_matter() {
    database.write(
        writing -> {
          in(Language.GERMAN).oweTrouble(writing, "phone", "HTTP 410", NOW);
          in(Language.ENGLISH).oweRecovery(writing, "phone", NOW + 1);
          return null;
        });
    assertThat(stored())
        .extracting(Notices.Notice::text)
        .containsExactly("phone works again.\nphone braucht dich: HTTP 410");
  }
}
