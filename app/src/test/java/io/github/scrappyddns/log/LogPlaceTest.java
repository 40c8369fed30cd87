package io.github.scrappyddns.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.log.LogPlace.Kind;
import io.github.scrappyddns.testing.HandClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPlaceTest {
  @TempDir Path directory;

  @Test
  void a_file_that_is_missing_or_regular_is_ours() throws IOException {
    assertThat(LogPlace.of(directory.resolve("a/b.log")).kind()).isEqualTo(Kind.OURS);
    Path file = Files.createFile(directory.resolve("c.log"));
    assertThat(LogPlace.of(file).kind()).isEqualTo(Kind.OURS);
    assertThat(LogPlace.of(file).problem()).isEmpty();
  }

  @Test
  void a_link_to_a_file_stays_and_what_it_leads_to_is_rotated() throws IOException {
    Path real = directory.toRealPath().resolve("real.log");
    Path near = Files.createSymbolicLink(directory.resolve("near.log"), Path.of("real.log"));
    Path far = Files.createSymbolicLink(directory.resolve("far.log"), near);
    assertThat(LogPlace.of(far)).isEqualTo(new LogPlace(Kind.OURS, real));
    LogTarget target = LogPlace.of(far).target();
    write(target, "x".repeat(1 << 20));
    write(target, "behind\n");
    target.release();
    assertThat(far).isSymbolicLink().hasContent("behind\n");
    assertThat(real).isRegularFile().hasContent("behind\n");
    assertThat(directory.resolve("real.log.1")).hasSize(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"})
  void the_output_of_the_process_is_not_opened_anew(String path) throws IOException {
    assertThat(LogPlace.of(Path.of(path)).kind()).isEqualTo(Kind.OUTPUT);
    Path link = Files.createSymbolicLink(directory.resolve("link.log"), Path.of(path));
    assertThat(LogPlace.of(link).kind()).isEqualTo(Kind.OUTPUT);
    assertThat(LogPlace.of(link).problem()).isEmpty();
  }

  @Test
  void so_are_its_errors() {
    assertThat(LogPlace.of(Path.of("/dev/stderr")).kind()).isEqualTo(Kind.ERRORS);
  }

  @Test
  void a_device_is_written_to_and_left_alone() throws IOException {
    assertThat(LogPlace.of(Path.of("/dev/null")).kind()).isEqualTo(Kind.THEIRS);
    LogTarget target = LogPlace.of(Path.of("/dev/null")).target();
    for (int i = 0; i < 3; i++) {
      write(target, "x".repeat(1 << 20));
    }
    target.release();
    assertThat(Path.of("/dev/null.1")).doesNotExist();
  }

  @Test
  @Timeout(30)
  void a_pipe_without_a_reader_holds_nobody_up_and_is_opened_anew_for_the_next() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    LogPlace place = LogPlace.of(pipe);
    assertThat(place.kind()).isEqualTo(Kind.THEIRS);
    LogWriter writer = new LogWriter(place.target(), new LogLine(), new HandClock()).start();
    writer.offer("one\n", false);
    try (BufferedReader reader = Files.newBufferedReader(pipe)) {
      assertThat(reader.readLine()).isEqualTo("one");
    }
    writer.offer("two\n", false);
    try (BufferedReader reader = Files.newBufferedReader(pipe)) {
      assertThat(reader.readLine()).isEqualTo("two");
    }
    writer.close(Duration.ofSeconds(5));
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void what_is_no_place_for_a_log_is_told_in_its_own_words() throws IOException {
    assertThat(LogPlace.of(directory).problem()).contains("is a directory: name a file in it");
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(LogPlace.of(file.resolve("x.log")).problem())
        .contains(file + " is a file, not a directory");
    assertThat(LogPlace.of(file.resolve("y/x.log")).problem())
        .contains(file + " is a file, not a directory");
  }

  private static void write(LogTarget target, String text) throws IOException {
    ByteBuffer bytes = UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }
}
