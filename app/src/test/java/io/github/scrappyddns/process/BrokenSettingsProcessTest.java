package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that would let the service run and do nothing. */
class BrokenSettingsProcessTest {
  private static final String TOKEN = "a-token-that-is-long-enough";

  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void write_a_token_list() {
    home = new ServiceHome(directory).list(TOKEN + ":Home");
  }

  @Test
  void a_log_file_that_cannot_be_written_is_refused() throws IOException {
    Files.createDirectory(directory.resolve("logs"));
    Files.createFile(directory.resolve("file"));
    for (String file : new String[] {"logs", "file/scrappy.log"}) {
      refused(Map.of("SCRAPPY_LOG_FILE", file), "LOG_FILE: ");
    }
  }

  @Test
  void a_log_file_that_is_the_token_list_is_refused_and_not_written_to() throws IOException {
    String list = Files.readString(directory.resolve("token.list"));
    refused(Map.of("SCRAPPY_LOG_FILE", "token.list"), "which is the token list: name another file");
    assertThat(directory.resolve("token.list")).hasContent(list);
  }

  @Test
  void a_directory_in_the_place_of_a_file_and_the_other_way_round_are_told_as_that()
      throws IOException {
    Files.createDirectory(directory.resolve("directory"));
    Files.createFile(directory.resolve("file"));
    refused(Map.of("SCRAPPY_LOG_FILE", "directory"), "is a directory: name a file in it");
    refused(Map.of("SCRAPPY_LOG_FILE", "file/scrappy.log"), "is a file, not a directory");
    refused(Map.of("SCRAPPY_IP_ADDRESS_CACHE", "file"), "file is a file, not a directory");
    refused(Map.of("SCRAPPY_DDNS_CONF", "directory"), "directory: is a directory, not a file");
    refused(
        Map.of("SCRAPPY_TLS_CERTIFICATE", "file", "SCRAPPY_TLS_PRIVATE_KEY", "directory"),
        "directory: is a directory, not a file");
  }

  @Test
  void no_service_runs_whose_log_file_could_not_be_opened() throws IOException {
    Files.delete(directory.resolve("token.list"));
    Map<String, String> settings = Map.of("SCRAPPY_LOG_FILE", "/proc/nowhere/scrappy.log");
    try (RunningJar serve = home.run(settings, "127.0.0.1", "0")) {
      assertThat(serve.output()).contains("LOG_FILE: /proc/nowhere/scrappy.log cannot be written");
      assertThat(serve.exitStatus()).isEqualTo(2);
      assertThat(directory.resolve("token.list"))
          .as("the first start that succeeds is to tell what to call")
          .doesNotExist();
    }
  }

  @Test
  void a_database_url_that_no_database_understands_is_refused() {
    refused(
        Map.of("SCRAPPY_DATABASE_URL", "jdbc:postgresql://scrappy:hidden@host/ddns"),
        "DATABASE_URL: PostgreSQL needs a URL such as");
  }

  private void refused(Map<String, String> settings, String problem) {
    try (RunningJar check = home.run(settings, "check");
        RunningJar serve = home.run(settings, "127.0.0.1", "0")) {
      assertThat(check.output()).contains(problem).doesNotContain("hidden");
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(serve.output()).contains(problem).doesNotContain("hidden");
      assertThat(serve.exitStatus()).isEqualTo(2);
    }
  }

  @Test
  void alerts_that_have_no_channel_but_the_log_are_logged_at_every_level() throws IOException {
    Path log = directory.resolve("deep/in/scrappy.log");
    Map<String, String> settings =
        Map.of("SCRAPPY_LOG_LEVEL", "ERROR", "SCRAPPY_LOG_FILE", log.toString());
    RunningJar serving = home.serve(settings);
    try (serving) {
      assertThat(serving.checkIn(TOKEN, "203.0.113.7")).isEqualTo("OK");
      Await.until(
          "the alert is in the log",
          () -> Files.exists(log) && read(log).contains("Home is at 203.0.113.7"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
