package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates and keys as openssl writes them, and what is told of broken ones. */
@Tag("installed")
class ServerCertificateTest {
  @TempDir static Path authorityFiles;
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @BeforeAll
  static void found() {
    authority = new PrivateAuthority(authorityFiles);
  }

  private static ServerCertificate read(Issued issued) throws GeneralSecurityException {
    return ServerCertificate.read(issued.certificate(), issued.privateKey());
  }

  private static List<String> chain(ServerCertificate certificate) throws Exception {
    return java.util.Arrays.stream(certificate.keyStore().getCertificateChain("server"))
        .map(one -> ((java.security.cert.X509Certificate) one).getSubjectX500Principal().getName())
        .toList();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, ISO_8859_1);
  }

  private static String problem(Path certificate, Path privateKey) {
    Throwable thrown = catchThrowable(() -> ServerCertificate.read(certificate, privateKey));
    assertThat(thrown).isInstanceOf(GeneralSecurityException.class);
    return String.valueOf(thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RSA_ENCRYPTED")
  void every_form_of_key_is_read_with_the_whole_chain(KeyForm kind) throws Exception {
    assertThat(chain(read(authority.issue(kind)))).containsExactly("CN=localhost", "CN=Between");
  }

  @Test
  void the_order_of_the_chain_and_what_stands_around_it_do_not_matter() throws Exception {
    Issued issued = authority.issue(KeyForm.EC_PKCS8);
    String own = authority.read("own.pem");
    String mixed =
        "Bag Attributes\r\n  name: root\r\n"
            + authority.read("root.pem").replace("\n", "\r\n")
            + authority.read("between.pem")
            + "subject=/CN=localhost\n"
            + own
            + Files.readString(issued.privateKey());
    Path both = file("both.pem", mixed);
    assertThat(chain(ServerCertificate.read(both, both)))
        .containsExactly("CN=localhost", "CN=Between", "CN=Root");
  }

  @Test
  void a_pair_that_does_not_fit_names_both_files() {
    Issued one = authority.issue(KeyForm.RSA_PKCS8);
    Issued other = authority.issue(KeyForm.RSA_PKCS8);
    Issued elliptic = authority.issue(KeyForm.EC_PKCS8);
    assertThat(problem(one.certificate(), other.privateKey()))
        .startsWith(one.certificate() + ": does not belong to the private key in ")
        .contains(other.privateKey().toString());
    assertThat(problem(one.certificate(), elliptic.privateKey())).contains("does not belong");
  }

  @Test
  void what_cannot_be_used_is_told_with_its_file_and_the_way_out() throws IOException {
    Issued good = authority.issue(KeyForm.RSA_PKCS8);
    Path missing = directory.resolve("nowhere.pem");
    assertThat(problem(missing, good.privateKey())).isEqualTo(missing + ": no such file");
    assertThat(problem(good.certificate(), missing)).isEqualTo(missing + ": no such file");
    assertThat(problem(authorityFiles, good.privateKey()))
        .isEqualTo(authorityFiles + ": is a directory, not a file");
    assertThat(problem(good.certificate(), authorityFiles))
        .isEqualTo(authorityFiles + ": is a directory, not a file");
    assertThat(problem(good.privateKey(), good.privateKey()))
        .isEqualTo(good.privateKey() + ": no certificate in it (-----BEGIN CERTIFICATE-----)");
    assertThat(problem(good.certificate(), good.certificate()))
        .isEqualTo(good.certificate() + ": no private key in it (-----BEGIN PRIVATE KEY-----)");
    Path ssh =
        file(
            "id_rsa",
            """
            -----BEGIN OPENSSH PRIVATE KEY-----
            AAAA
            -----END OPENSSH PRIVATE KEY-----
            """);
    assertThat(problem(good.certificate(), ssh)).contains("'OPENSSH PRIVATE KEY' cannot be used");
    assertThat(problem(good.certificate(), authority.issue(KeyForm.RSA_ENCRYPTED).privateKey()))
        .contains("is encrypted", "openssl pkey");
    Path traditional =
        file(
            "traditional.key",
            """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00

            AAAA
            -----END RSA PRIVATE KEY-----
            """);
    assertThat(problem(good.certificate(), traditional)).contains("is encrypted");
    assertThat(problem(good.certificate(), directory)).startsWith(directory + ": ");
  }

  @Test
  void a_damaged_key_is_told_and_not_shown() throws IOException {
    Issued good = authority.issue(KeyForm.RSA_PKCS8);
    for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
      for (String body : List.of("", "s3cr3tAA", "MIIEpAIBAAKCAQEA", "MHcCAQEEIA==")) {
        Path key =
            file(
                "damaged.key",
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
        assertThat(problem(good.certificate(), key))
            .startsWith(key + ": ")
            .contains("damaged")
            .doesNotContain("s3cr3t", "MII");
      }
    }
  }

  @Test
  void a_damaged_certificate_is_told() throws IOException {
    Issued good = authority.issue(KeyForm.RSA_PKCS8);
    Path cut =
        file("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+g\n-----END CERTIFICATE-----\n");
    assertThat(problem(cut, good.privateKey())).startsWith(cut + ": ");
  }

  @Test
  void what_expires_has_expired_or_begins_later_draws_a_warning() throws Exception {
    ServerCertificate certificate = read(authority.issue(KeyForm.EC_PKCS8, 15));
    assertThat(certificate.warning(Instant.now())).isEmpty();
    assertThat(certificate.warning(Instant.now().plus(Duration.ofDays(5))).orElseThrow())
        .contains("expires in 9 days, on " + certificate.expires());
    assertThat(certificate.warning(Instant.now().plus(Duration.ofDays(16))).orElseThrow())
        .contains("expired on " + certificate.expires());
    assertThat(certificate.warning(Instant.now().minus(Duration.ofDays(1))).orElseThrow())
        .contains("not valid before");
  }
}
