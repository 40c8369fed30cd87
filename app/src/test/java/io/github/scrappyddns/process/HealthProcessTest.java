package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that a container's health check runs. */
class HealthProcessTest {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path directory;
  @TempDir Path authorityFiles;

  @Test
  void a_service_that_runs_is_well() {
    try (RunningJar service = RunningJar.serve(directory, NOTHING);
        RunningJar health = health(NOTHING, service.port())) {
      assertThat(health.output()).isEqualTo("ok\n");
      assertThat(health.exitStatus()).isZero();
    }
  }

  @Test
  void tls_is_spoken_to_a_service_that_speaks_it() {
    Issued issued = new PrivateAuthority(authorityFiles).issue(KeyForm.EC_PKCS8);
    Map<String, String> tls =
        Map.of(
            "SCRAPPY_TLS_CERTIFICATE",
            issued.certificate().toString(),
            "SCRAPPY_TLS_PRIVATE_KEY",
            issued.privateKey().toString());
    try (RunningJar service = RunningJar.serve(directory, tls);
        RunningJar health = health(tls, service.port())) {
      assertThat(health.output()).isEqualTo("ok\n");
      assertThat(health.exitStatus()).isZero();
    }
  }

  @Test
  void a_service_that_is_gone_is_not() throws IOException {
    int nobody = FrontProxy.freePort();
    try (RunningJar health = health(NOTHING, nobody)) {
      assertThat(health.output()).contains("No answer from 127.0.0.1 port " + nobody);
      assertThat(health.exitStatus()).isEqualTo(1);
    }
  }

  private RunningJar health(Map<String, String> environment, int port) {
    return RunningJar.run(directory, environment, "health", "0.0.0.0", String.valueOf(port));
  }
}
