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
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenListWatchTest {
  private static final String OLD = "the-first-token-of-all";
  private static final String NEW = "another-token-added-later";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Networks networks = new Networks();
  private Path file;
  private Database database;
  private TokenListWatch watch;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("token.list");
    Files.writeString(file, OLD + ":Home\n");
    database = TestDatabase.SQLITE.open(directory);
    Timeline timeline = new Timeline();
    Outbox outbox = new Outbox(List.of(), Duration.ZERO);
    ChangeDetector detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    Enrollment enrollment =
        new Enrollment(database, new NetworkTable(clock), networks, timeline, detector, directory);
    TokenList list = TokenList.read(file, Router.RESERVED);
    enrollment.enroll(list);
    watch = new TokenListWatch(file, enrollment, list.stamp());
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

  /** A pipe stands for a file that is written anew in the very moment in which it is read. */
  @Test
  void what_is_read_while_somebody_writes_does_not_count() throws Exception {
    Path replacement = directory.resolve("replacement");
    Files.writeString(replacement, NEW + ":Cabin\n");
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    Thread editor =
        new Thread(
            () -> {
              try (OutputStream pipe = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
                pipe.write('\n');
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    editor.start();
    watch.look();
    watch.look();
    editor.join();
    assertThat(knows(OLD)).as("not the empty list that was read").isTrue();
    watch.look();
    watch.look();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void a_list_that_vanishes_stays_in_force() throws IOException {
    Files.delete(file);
    watch.look();
    watch.look();
    assertThat(knows(OLD)).isTrue();
  }

  private boolean knows(String token) {
    return networks.find(Token.parse(token).orElseThrow()).isPresent();
  }
}
