package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scrappyddns.config.SettingsException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within somebody else's server, TLS is that server's matter. */
class HostedAcmeTest {
  @TempDir Path directory;

  /** What is hosted takes the drivers along when it ends; other tests of this JVM need them. */
  @AfterEach
  void giveBackTheDrivers() throws SQLException {
    DriverManager.registerDriver(new org.postgresql.Driver());
    DriverManager.registerDriver(new org.sqlite.JDBC());
  }

  @Test
  void a_service_in_another_server_gets_no_certificate_and_says_so() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                HostedService.open(
                    directory, Map.of("SCRAPPY_TLS_ACME", "ddns.example.com"), "/ddns"));
    assertThat(refused.problems())
        .singleElement()
        .asString()
        .startsWith("TLS_ACME cannot be used here: this server handles TLS itself");
  }
}
