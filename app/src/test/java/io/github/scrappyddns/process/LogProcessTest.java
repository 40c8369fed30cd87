package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers, operators and full disks do to the log. */
class LogProcessTest {
  private static final String TOKEN = "log-test-token-0123456789";
  private static final String OTHER = "log-test-other-0123456789";

  @TempDir Path directory;

  private Path list;
  private Path log;

  @BeforeEach
  void write_a_token_list() throws IOException {
    list = directory.resolve("token.list");
    Files.writeString(list, TOKEN + ":Home\n" + OTHER + ":Office\n");
    log = directory.resolve("logs/scrappy.log");
  }

  @Test
  void whoever_holds_a_token_fills_no_log() {
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = RunningJar.serve(directory, PushReceiver.settings(receiver.port()))) {
      for (int i = 0; i < 1_500; i++) {
        service.get("/" + TOKEN + "?ip_address=no-address-" + i);
        service.get("/" + TOKEN + "?ip_address=203.0.113." + i % 250);
      }
      service.get("/" + OTHER + "?ip_address=no-address");
      service.get("/" + OTHER + "?ip_address=198.51.100.1");
      Await.until("the last is told", () -> receiver.next().contains("Office is at 198.51.100.1"));
      service.stop();
      String output = service.output();
      // Bad addresses, changes and deliveries: 20 of each, and one that sums up the rest.
      assertThat(output.lines().count()).isLessThan(200);
      assertThat(output)
          .contains("more lines like this in the last minute: Home declared an address that cannot")
          .contains("more lines like this in the last minute: Home is at 203.0.113.249, was")
          .contains("Office declared an address that cannot")
          .contains("Office is at 198.51.100.1 (first check-in)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"022", "077", "000"})
  void the_mode_of_the_log_is_ours_whatever_the_umask(String umask) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask $0 && exec \"$@\"", umask));
    command.addAll(RunningJar.command("127.0.0.1", "0"));
    try (RunningJar service = RunningJar.serve(directory, toFile(log), command)) {
      assertThat(mode(log)).isEqualTo("rw-r-----");
      assertThat(mode(log.getParent())).isEqualTo("rwxr-x---");
      service.stop();
    }
  }

  @Test
  void a_log_directory_that_is_removed_is_made_anew() throws IOException {
    try (RunningJar service = RunningJar.serve(directory, toFile(log))) {
      assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
      Await.until("it is logged", () -> read(log).contains("Home is at 203.0.113.1"));
      Files.delete(log);
      Files.delete(log.getParent());
      assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.2")).isEqualTo("OK");
      Await.until("it is logged anew", () -> read(log).contains("Home is at 203.0.113.2"));
      assertThat(service.get("/health")).isEqualTo("ok\n");
    }
  }

  @Test
  void a_log_that_cannot_be_made_anew_is_told_by_health_until_it_can() throws IOException {
    try (RunningJar service = RunningJar.serve(directory, toFile(log))) {
      Files.delete(log);
      Files.delete(log.getParent());
      Files.createFile(log.getParent());
      assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
      Await.until(
          "health tells of it",
          () -> service.get("/health").startsWith("ok\nwarning: log: cannot be written: "));
      assertThat(service.get("/health"))
          .as("strangers read it")
          .doesNotContain("/", log.getParent().getFileName().toString());
      Files.delete(log.getParent());
      Await.until("what was logged is written", () -> read(log).contains("Home is at 203.0.113.1"));
      Await.until("the log is well", () -> service.get("/health").equals("ok\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/stdout", "/proc/self/fd/1"})
  void a_link_to_standard_output_is_written_to_and_stays(String stream) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.log"), Path.of(stream));
    try (RunningJar service = RunningJar.serve(directory, toFile(link))) {
      assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
      Await.until("it is logged", () -> service.output().contains("Home is at 203.0.113.1 (first"));
      service.stop();
      assertThat(link).isSymbolicLink();
      assertThat(service.output()).contains(": Stopping");
    }
  }

  @Test
  void a_pipe_that_nobody_reads_stops_nothing() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (PushReceiver receiver = PushReceiver.on(0)) {
      Map<String, String> settings = new HashMap<>(PushReceiver.settings(receiver.port()));
      settings.putAll(toFile(pipe));
      try (RunningJar service = RunningJar.serve(directory, settings)) {
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1");
        try (var reader = Files.newBufferedReader(pipe)) {
          String line = reader.readLine();
          while (!line.contains("Home is at 203.0.113.1")) {
            line = reader.readLine();
          }
        }
        service.stop();
      }
    }
  }

  @Test
  void a_full_disk_under_the_log_stops_nothing() {
    Path full = Path.of("/dev/full");
    try (PushReceiver receiver = PushReceiver.on(0)) {
      Map<String, String> settings = new HashMap<>(PushReceiver.settings(receiver.port()));
      settings.putAll(toFile(full));
      try (RunningJar service = RunningJar.serve(directory, settings)) {
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1");
        Await.until(
            "health tells of it",
            () -> service.get("/health").contains("warning: log: cannot be written: No space"));
        service.stop();
      }
    }
  }

  private static Map<String, String> toFile(Path file) {
    return Map.of("SCRAPPY_LOG_FILE", file.toString());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
