package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListWatchTest {
  private static final String OLD = "the-first-token-of-all";
  private static final String NEW = "another-token-added-later";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Networks networks = new Networks();
  private Path file;
  private Database database;
  private Enrollment enrollment;
  private TokenListWatch watch;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("token.list");
    Files.writeString(file, OLD + ":Home\n");
    database = TestDatabase.SQLITE.open(directory);
    Timeline timeline = new Timeline();
    Outbox outbox = new Outbox(List.of(), Duration.ZERO);
    ChangeDetector detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    enrollment =
        new Enrollment(database, new NetworkTable(clock), networks, timeline, detector, directory);
    enrollment.enroll(TokenList.read(file, Router.RESERVED));
    watch = watch(() -> TokenList.read(file, Router.RESERVED));
  }

  private TokenListWatch watch(Supplier<TokenList> reading) {
    TokenList inForce = TokenList.read(file, Router.RESERVED);
    return new TokenListWatch(file, reading, enrollment, inForce);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_edit_counts_once_the_file_stands_still() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n");
    watch.look();
    assertThat(knows(NEW)).isFalse();
    watch.look();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void a_file_that_still_grows_is_not_read() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, OLD + ":Home\n" + "#".repeat(i + 1) + "\n" + NEW + ":Cabin\n");
      watch.look();
      assertThat(knows(NEW)).isFalse();
    }
  }

  @Test
  void a_broken_edit_leaves_the_last_good_list_in_force_until_it_is_mended() throws IOException {
    Files.writeString(file, NEW + "\n");
    watch.look();
    watch.look();
    assertThat(knows(OLD)).isTrue();
    Files.writeString(file, NEW + ":Cabin\n");
    watch.look();
    watch.look();
    assertThat(knows(OLD)).isFalse();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void what_is_read_while_somebody_writes_does_not_count() throws IOException {
    AtomicBoolean written = new AtomicBoolean(true);
    watch =
        watch(
            () ->
                written.getAndSet(false)
                    ? readWhileItIsWritten(NEW + "2:Half\n", NEW + ":Cabin\n")
                    : TokenList.read(file, Router.RESERVED));
    Files.writeString(file, "# is written anew\n");
    watch.look();
    watch.look();
    assertThat(knows(OLD)).as("not the list that was read").isTrue();
    watch.look();
    watch.look();
    assertThat(knows(NEW)).isTrue();
  }

  private TokenList readWhileItIsWritten(String content, String next) {
    try {
      Files.writeString(file, content);
      TokenList list = TokenList.read(file, Router.RESERVED);
      Files.writeString(file, next);
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nobody\n", "\uFEFF", " \t\r\n#\r\n", "#" + OLD + ":Home\n"})
  void an_edit_that_leaves_no_token_at_all_is_told_and_not_taken_over(String text)
      throws IOException {
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, text);
      lookOften();
      assertThat(knows(OLD)).isTrue();
      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("ERROR"))
          .anyMatch(line -> line.contains("token.list: lists no token"))
          .anyMatch(line -> line.contains("last good token list stays in force"));
    }
    Files.writeString(file, NEW + ":Cabin\n");
    lookOften();
    assertThat(knows(NEW)).isTrue();
    assertThat(knows(OLD)).isFalse();
  }

  @Test
  void a_list_that_was_empty_at_the_start_may_stay_so_and_be_filled_later() throws IOException {
    Files.writeString(file, "");
    TokenList empty = TokenList.read(file, Router.RESERVED);
    assertThat(empty.problems()).isEmpty();
    assertThat(empty.warnings()).singleElement().asString().contains("scrappy-ddns token");
    enrollment.enroll(empty);
    watch =
        new TokenListWatch(file, () -> TokenList.read(file, Router.RESERVED), enrollment, empty);
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, "# soon\n");
      lookOften();
      assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }
    Files.writeString(file, NEW + ":Cabin\n");
    lookOften();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void a_list_that_lost_most_of_its_tokens_is_taken_over_and_warned_of() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n" + NEW + "2:Office\n");
    lookOften();
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, OLD + ":Home\n");
      lookOften();
      assertThat(knows(NEW)).as("a token that was taken out lets nobody in").isFalse();
      assertThat(log.lines())
          .containsExactly("WARN The token list changed: 1 tokens are in force, 3 were before");
    }
  }

  @Test
  void a_list_that_ends_in_the_middle_of_a_token_is_not_taken_over() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW.substring(0, 5));
    lookOften();
    assertThat(knows(OLD)).isTrue();
    assertThat(knows(NEW.substring(0, 5))).isFalse();
  }

  @Test
  @Timeout(60)
  void a_directory_or_a_pipe_in_the_place_of_the_list_leaves_it_in_force() throws Exception {
    Files.delete(file);
    Files.createDirectory(file);
    lookOften();
    assertThat(knows(OLD)).isTrue();
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    lookOften();
    assertThat(knows(OLD)).isTrue();
    Files.delete(file);
    Files.writeString(file, NEW + ":Cabin\n");
    lookOften();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void a_list_that_vanishes_stays_in_force() throws IOException {
    Files.delete(file);
    watch.look();
    watch.look();
    assertThat(knows(OLD)).isTrue();
  }

  private void lookOften() {
    for (int i = 0; i < 4; i++) {
      watch.look();
    }
  }

  private boolean knows(String token) {
    return networks.find(Token.parse(token).orElseThrow()).isPresent();
  }
}
