package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.Pebble;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate by itself, as an operator meets it. */
class AcmeProcessTest {
  private static final String TOKEN = "the-token-of-the-home";
  private static final String NAME = "ddns.example.com";
  private static final String SHOWN = "The TLS certificate for " + NAME + " is shown";

  @TempDir Path directory;

  private final int authorityPort = Pebble.freePort();
  private final int tlsPort = Pebble.freePort();
  private final int plainPort = Pebble.freePort();

  private ServiceHome home(String name, int plain) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    Files.writeString(
        place.resolve("scrappy-ddns.conf"),
        """
        TLS_ACME = '%s'
        TLS_ACME_DIRECTORY = 'https://localhost:%d/dir'
        TLS_ACME_CA = '%s'
        PLAIN_PORT = %d
        """
            .formatted(
                NAME, authorityPort, Pebble.certificate(directory.resolve("pebble")), plain));
    return new ServiceHome(place).list(TOKEN + ":Home");
  }

  private Pebble pebble() {
    return new Pebble(directory.resolve("pebble"), authorityPort, plainPort, tlsPort);
  }

  private static List<String> listening(int port) {
    return RunningJar.command("127.0.0.1", String.valueOf(port));
  }

  private String https(Path root, int port, String path) {
    return InstalledProgram.named("curl", "curl")
        .run(
            directory,
            "-sS",
            "-m",
            "20",
            "--cacert",
            root.toString(),
            "--resolve",
            NAME + ":" + port + ":127.0.0.1",
            "https://" + NAME + ":" + port + path)
        .output();
  }

  private String plain(RunningJar service, String path) {
    return InstalledProgram.named("curl", "curl")
        .run(directory, "-sS", "-m", "20", "http://127.0.0.1:" + service.plainPort() + path)
        .output();
  }

  @Test
  void a_name_is_enough_for_a_certificate_that_curl_trusts_and_that_outlives_a_restart()
      throws IOException {
    ServiceHome home = home("one", plainPort);
    Path root;
    try (Pebble pebble = pebble();
        RunningJar service = home.serve(listening(tlsPort))) {
      assertThat(plain(service, "/" + TOKEN)).isEqualTo("OK");
      Await.until("it is shown", () -> service.output().contains(SHOWN));
      root = pebble.root();
      assertThat(https(root, tlsPort, "/" + TOKEN)).isEqualTo("OK");
      Await.until("all is well", () -> plain(service, "/health").equals("ok\n"));
      assertThat(service.output()).doesNotContain("ERROR").doesNotContain("PRIVATE KEY");
      service.stop();
    }
    try (RunningJar service = home.serve(listening(tlsPort))) {
      assertThat(https(root, tlsPort, "/" + TOKEN)).isEqualTo("OK");
      assertThat(plain(service, "/health")).isEqualTo("ok\n");
      assertThat(service.output()).contains(SHOWN).doesNotContain("is ordered");
    }
  }

  @Test
  void while_there_is_none_the_plain_port_serves_and_health_says_why_and_is_not_broken()
      throws IOException {
    try (RunningJar service = home("one", plainPort).serve(listening(tlsPort))) {
      Await.until("it is told", () -> service.output().contains("localhost cannot be reached"));
      assertThat(plain(service, "/" + TOKEN)).isEqualTo("OK");
      assertThat(plain(service, "/health"))
          .startsWith("ok\nwarning: TLS_ACME: there is no certificate yet: ")
          .doesNotContain("localhost");
      assertThat(plain(service, "/.well-known/acme-challenge/any")).isNotEqualTo("OK");
      assertThat(https(directory.resolve("pebble/pebble.pem"), tlsPort, "/" + TOKEN))
          .contains("certificate");
    }
  }

  @Test
  void two_processes_on_one_database_order_one_certificate_and_both_show_it() throws IOException {
    Map<String, String> shared =
        Map.of(
            "SCRAPPY_DATABASE_URL",
            TestDatabase.POSTGRESQL.freshUrl(directory),
            "SCRAPPY_SECRET_KEY_FILE",
            directory.resolve("secret.key").toString());
    int otherPort = Pebble.freePort();
    ServiceHome first = home("one", plainPort);
    ServiceHome second = home("other", Pebble.freePort());
    shared.forEach(first::set);
    shared.forEach(second::set);
    try (Pebble pebble = pebble();
        RunningJar one = first.serve(listening(tlsPort));
        RunningJar other = second.serve(listening(otherPort))) {
      Await.until(
          "both show it", () -> one.output().contains(SHOWN) && other.output().contains(SHOWN));
      assertThat(pebble.issued()).isEqualTo(1);
      Path root = pebble.root();
      assertThat(https(root, tlsPort, "/" + TOKEN)).isEqualTo("OK");
      assertThat(https(root, otherPort, "/" + TOKEN)).isEqualTo("OK");
    }
  }

  @Test
  void what_is_wrong_with_the_settings_is_told_by_check() throws IOException {
    ServiceHome home = home("one", plainPort);
    try (RunningJar check =
        home.run(
            Map.of(
                "SCRAPPY_TLS_ACME_CA", "no-such-file.pem", "SCRAPPY_TLS_CERTIFICATE", "cert.pem"),
            "check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("TLS_ACME and TLS_CERTIFICATE exclude each other")
          .contains("TLS_ACME_CA: ", "no-such-file.pem: no such file");
    }
  }
}
