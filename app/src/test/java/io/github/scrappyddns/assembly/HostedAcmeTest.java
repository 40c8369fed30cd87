package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scrappyddns.config.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within somebody else's server, TLS is that server's matter. */
class HostedAcmeTest {
  @TempDir Path directory;

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
