package io.github.scrappyddns.acme.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write byte by byte, as openssl reads it. */
@Tag("installed")
class OwnCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant LATE = Instant.parse("2050-06-01T12:00:00Z");

  @TempDir Path directory;

  private String openssl(byte[] der, String... words) throws IOException {
    Files.write(directory.resolve("in.der"), der);
    InstalledProgram.Ended ended =
        InstalledProgram.named("openssl", "openssl").run(directory, words);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }

  private String text(X509Certificate certificate)
      throws IOException, CertificateEncodingException {
    String pem =
        openssl(certificate.getEncoded(), "x509", "-inform", "DER", "-in", "in.der", "-text");
    Files.writeString(directory.resolve("own.pem"), pem.substring(pem.indexOf("-----BEGIN")));
    return pem;
  }

  @Test
  void the_request_names_every_host_and_is_signed_by_its_key() throws IOException {
    String longName = "a".repeat(60) + "." + "b".repeat(60) + ".example.com";
    byte[] request =
        OwnCertificate.request(
            List.of("ddns.example.com", "www.example.com", longName), Keys.make());
    String text =
        openssl(request, "req", "-inform", "DER", "-in", "in.der", "-verify", "-noout", "-text");
    assertThat(text)
        .contains("verify OK")
        .contains("Version: 1 (0x0)")
        .contains("ASN1 OID: prime256v1")
        .contains("Requested Extensions:")
        .contains("DNS:ddns.example.com, DNS:www.example.com, DNS:" + longName)
        .contains("Signature Algorithm: ecdsa-with-SHA256");
  }

  @Test
  void the_certificate_of_tls_alpn_01_holds_the_digest_as_a_critical_extension()
      throws IOException, CertificateEncodingException {
    String authorization = "token.thumbprint";
    X509Certificate own = OwnCertificate.forChallenge("ddns.example.com", authorization, NOW).own();
    String text = text(own);
    assertThat(text)
        .contains("Version: 3 (0x2)")
        .contains("DNS:ddns.example.com\n")
        .contains("1.3.6.1.5.5.7.1.31: critical");
    // RFC 8737, 3: an OCTET STRING of the digest within that of the extension.
    String digest = openssl(authorization.getBytes(US_ASCII), "dgst", "-sha256", "-r", "in.der");
    byte[] extension = own.getExtensionValue("1.3.6.1.5.5.7.1.31");
    assertThat(HexFormat.of().formatHex(extension)).isEqualTo("04220420" + digest.substring(0, 64));
  }

  @Test
  void what_is_shown_for_now_is_signed_by_itself_and_valid_now_and_after_2049()
      throws IOException, CertificateEncodingException {
    X509Certificate own = OwnCertificate.forNow(List.of("ddns.example.com"), NOW).own();
    assertThat(text(own))
        .contains("Subject: CN = Scrappy DDNS has no certificate yet")
        .contains("Not Before: Nov 24 12:00:00 2026 GMT")
        .contains("Not After : Nov 26 12:00:00 2027 GMT");
    assertThat(openssl(new byte[0], "verify", "-CAfile", "own.pem", "own.pem"))
        .contains("own.pem: OK");
    X509Certificate later = OwnCertificate.forNow(List.of("ddns.example.com"), LATE).own();
    assertThat(text(later)).contains("Not After : Jun  1 12:00:00 2051 GMT");
  }

  @Test
  void elements_of_every_length_are_read_as_they_were_written() throws IOException {
    for (int length : List.of(0, 127, 128, 255, 256, 65_535, 65_536)) {
      String text =
          openssl(
              Der.sequence(Der.octets(new byte[length])),
              "asn1parse",
              "-inform",
              "DER",
              "-in",
              "in.der");
      assertThat(text.lines().skip(1).findFirst().orElseThrow())
          .matches(".*l= *" + length + " prim: +OCTET STRING.*");
    }
  }
}
