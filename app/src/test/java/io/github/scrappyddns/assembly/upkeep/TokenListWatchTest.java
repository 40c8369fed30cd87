package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TokenListWatchTest extends WatchedTokenList {
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
    for (int i = 0; i < 30; i++) {
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

  @Test
  void a_list_that_something_touches_all_the_time_is_taken_over_between_two_touches()
      throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n");
    for (int i = 1; i <= 12; i++) {
      touch(i);
      watch.look();
    }
    assertThat(knows(NEW)).isTrue();
    assertThat(watch.warning()).isEmpty();
  }

  @Test
  void a_list_that_changes_even_while_it_is_read_is_a_warning_until_it_rests() throws IOException {
    int[] touches = {0};
    watch =
        watch(
            () -> {
              TokenList list = TokenList.read(file, Router.RESERVED);
              touch(++touches[0]);
              return list;
            });
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n");
    for (int i = 0; i < 30; i++) {
      touch(++touches[0]);
      watch.look();
    }
    assertThat(knows(NEW)).isFalse();
    assertThat(watch.warning())
        .contains("token list: it changes all the time, so its last edit is not in force");
    watch = watch(() -> TokenList.read(file, Router.RESERVED));
    watch.readAnew();
    assertThat(knows(NEW)).isTrue();
    assertThat(watch.warning()).isEmpty();
  }

  private void touch(int seconds) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * seconds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
