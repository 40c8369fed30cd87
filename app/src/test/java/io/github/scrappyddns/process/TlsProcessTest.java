package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS as an operator meets it: two PEM files, a renewal, a mistake. */
class TlsProcessTest {
  private static final String TOKEN = "the-token-of-the-home";

  @TempDir Path directory;
  @TempDir Path authorityFiles;
  private PrivateAuthority authority;
  private ServiceHome home;

  @BeforeEach
  void layOut() throws IOException {
    authority = new PrivateAuthority(authorityFiles);
    home = new ServiceHome(directory).list(TOKEN + ":Home");
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "TLS_CERTIFICATE = 'cert.pem'\nTLS_PRIVATE_KEY = 'cert.key'\nPLAIN_PORT = 0\n");
  }

  private void install(Issued issued) throws IOException {
    Files.copy(
        issued.certificate(), directory.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        issued.privateKey(), directory.resolve("cert.key"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Ended curl(int port) {
    return InstalledProgram.named("curl", "curl")
        .run(
            directory,
            "-sS",
            "-m",
            "20",
            "--cacert",
            authority.root().toString(),
            "-w",
            " %{ssl_verify_result} %{certs}",
            "https://localhost:" + port + "/" + TOKEN);
  }

  @Test
  void a_renewed_certificate_is_shown_without_a_restart_and_half_a_renewal_is_not()
      throws IOException {
    install(authority.issue(KeyForm.RSA_TRADITIONAL));
    try (RunningJar service = home.serve()) {
      assertThat(service.output()).contains(" by TLS and port ");
      Ended first = curl(service.port());
      assertThat(first.output()).startsWith("OK 0 ");

      Issued renewed = authority.issue(KeyForm.EC_TRADITIONAL);
      Files.copy(
          renewed.certificate(),
          directory.resolve("cert.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      Await.until("half is told", () -> service.output().contains("does not belong"));
      assertThat(service.output()).contains("the old one stays in force");
      assertThat(curl(service.port()).output()).isEqualTo(first.output());

      install(renewed);
      Await.until("it is shown", () -> service.output().contains("the new one expires"));
      Ended second = curl(service.port());
      assertThat(second.output()).startsWith("OK 0 ").isNotEqualTo(first.output());
    }
  }

  @Test
  void what_is_wrong_with_it_is_told_at_start_with_everything_else() throws IOException {
    Files.writeString(directory.resolve("cert.pem"), "no certificate\n");
    Files.writeString(directory.resolve("cert.key"), "no key\n");
    home.list("no colon");
    try (RunningJar check = home.run("check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("TLS_CERTIFICATE, TLS_PRIVATE_KEY: ", "cert.key: no private key in it")
          .contains("found no colon");
    }
  }

  @Test
  void one_file_without_the_other_and_a_plain_port_without_tls_are_mistakes() throws IOException {
    Files.writeString(directory.resolve("scrappy-ddns.conf"), "PLAIN_PORT = 8080\n");
    Map<String, String> half = Map.of("SCRAPPY_TLS_PRIVATE_KEY_FILE", "cert.key");
    try (RunningJar check = home.run(half, "check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("TLS needs both files, or neither", "PLAIN_PORT is a second port beside TLS");
    }
  }

  @Test
  void a_key_that_was_pasted_instead_of_its_file_is_not_shown() throws IOException {
    String pasted = "-----BEGIN PRIVATE KEY-----s3cr3t";
    Map<String, String> both =
        Map.of("SCRAPPY_TLS_PRIVATE_KEY", pasted, "SCRAPPY_TLS_CERTIFICATE", "cert.pem");
    try (RunningJar check = home.run(both, "check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("TLS_PRIVATE_KEY must be a path, not ***")
          .doesNotContain("s3cr3t");
    }
  }

  @Test
  void an_expired_certificate_is_served_with_a_warning() throws IOException {
    install(authority.issue(KeyForm.EC_PKCS8, 0));
    try (RunningJar service = home.serve()) {
      Await.until("it is told", () -> service.output().contains("The TLS certificate expired on"));
      assertThat(service.output()).contains("clients will refuse it");
    }
  }

  @Test
  void a_certificate_that_expires_is_told_by_log_health_and_channels_and_once_alone()
      throws IOException {
    install(authority.issue(KeyForm.EC_PKCS8, 2));
    try (PushReceiver receiver = PushReceiver.on(0)) {
      Map<String, String> settings = PushReceiver.settings(receiver.port());
      try (RunningJar service = RunningJar.serve(directory, settings)) {
        assertThat(receiver.next()).startsWith("The TLS certificate expires in 1 day, on ");
        assertThat(service.output()).contains("The TLS certificate expires in 1 day, on ");
        assertThat(plain(service, "/health"))
            .startsWith("ok\nwarning: certificate: The TLS certificate expires in 1 day, on ")
            .endsWith(" 200");
        service.stop();
      }
      try (RunningJar service = RunningJar.serve(directory, settings)) {
        install(authority.issue(KeyForm.EC_PKCS8, 0));
        assertThat(receiver.next()).startsWith("The TLS certificate expired on ");
        Await.until(
            "health tells of it",
            () ->
                plain(service, "/health")
                    .startsWith("certificate: The TLS certificate expired on "));
        assertThat(plain(service, "/health")).endsWith(" 503");
        install(authority.issue(KeyForm.EC_PKCS8));
        Await.until("all is well", () -> plain(service, "/health").equals("ok\n 200"));
      }
    }
  }

  /** What is answered on the port without TLS, and the status. */
  private String plain(RunningJar service, String path) {
    return InstalledProgram.named("curl", "curl")
        .run(
            directory,
            "-sS",
            "-m",
            "20",
            "-w",
            " %{http_code}",
            "http://localhost:" + service.plainPort() + path)
        .output();
  }
}
