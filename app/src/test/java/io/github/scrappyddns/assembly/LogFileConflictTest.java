package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is never written into, nor rotated over, a file that the service lives from. */
class LogFileConflictTest {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void write() throws IOException {
    Path list = directory.resolve("token.list");
    Files.writeString(list, "a-token-that-is-long-enough:Home\n");
    Files.writeString(directory.resolve("scrappy-ddns.conf"), "LOG_LEVEL='INFO'\n");
    Files.writeString(directory.resolve("secret"), "ntfys://ntfy.example/topic\n");
    Files.createSymbolicLink(directory.resolve("link.log"), Path.of("token.list"));
    Files.createLink(directory.resolve("same.log"), list);
    Files.createDirectory(directory.resolve("data"));
    Files.createSymbolicLink(directory.resolve("scrappy-ddns.db"), Path.of("data/real.db"));
    environment.put("SCRAPPY_NOTIFY_URLS_FILE", "secret");
  }

  @ParameterizedTest
  @CsvSource({
    "token.list, the token list",
    "./data/../token.list, the token list",
    "link.log, the token list",
    "same.log, the token list",
    "scrappy-ddns.conf, a file of settings",
    "secret, a file of settings",
    "scrappy-ddns.db, the database's",
    "data/real.db, the database's",
    "data/real.db-wal, the database's",
    "data/real.db-shm, the database's",
    "data/real.db.lock, the database's",
  })
  void a_file_that_has_another_use_is_refused(String log, String use) {
    assertRefused(log, use);
  }

  @ParameterizedTest
  @CsvSource({
    "SCRAPPY_TLS_CERTIFICATE, the certificate",
    "SCRAPPY_TLS_PRIVATE_KEY, the private key",
  })
  void so_are_the_files_of_tls(String setting, String use) {
    environment.put("SCRAPPY_TLS_CERTIFICATE", "certificate.pem");
    environment.put("SCRAPPY_TLS_PRIVATE_KEY", "key.pem");
    assertRefused(environment.getOrDefault(setting, ""), use);
  }

  @ParameterizedTest
  @CsvSource({"tokens, tokens.1", "tokens, tokens.5"})
  void so_is_one_that_a_rotation_would_replace(String log, String list) throws IOException {
    Files.move(directory.resolve("token.list"), directory.resolve(list));
    environment.put("SCRAPPY_TOKEN_LIST_FILE", list);
    assertRefused(log, "the token list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrappy.log", "token.list.log", "logs/new/token.list", "/dev/stdout"})
  void another_file_is_fine(String log) throws SettingsException {
    environment.put("SCRAPPY_LOG_FILE", log);
    assertThat(Installation.read(directory, environment, false).settings().logFile()).isPresent();
  }

  private void assertRefused(String log, String use) {
    environment.put("SCRAPPY_LOG_FILE", log);
    assertThatThrownBy(() -> Installation.read(directory, environment, false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("LOG_FILE: ")
        .hasMessageContaining("which is " + use + ": name another file");
  }
}
