package io.github.scrappyddns.acme.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.scrappyddns.server.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What this service signs with its own keys: the request for a certificate (RFC 2986), the
 * certificate that it shows while it has none, and that of tls-alpn-01 (RFC 8737).
 */
public final class OwnCertificate {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
  private static final String ACME_IDENTIFIER = "1.3.6.1.5.5.7.1.31";
  private static final int DNS_NAME = 2;
  private static final int VERSION_3 = 2;
  private static final int SERIAL_BITS = 120;

  /** The clock of who looks at it may be wrong. */
  private static final Duration BEFORE = Duration.ofDays(2);

  private static final Duration VALID = Duration.ofDays(365);

  private OwnCertificate() {}

  /** The request for a certificate of these names, as DER. */
  public static byte[] request(List<String> names, KeyPair keys) {
    byte[] extensions = Der.sequence(alternativeNames(names));
    byte[] attribute = Der.sequence(Der.oid(EXTENSION_REQUEST), Der.set(extensions));
    byte[] content =
        Der.sequence(
            Der.integer(0),
            Der.sequence(),
            keys.getPublic().getEncoded(),
            Der.tagged(0, attribute));
    return Keys.signed(content, keys.getPrivate());
  }

  /** What is shown while there is no other. */
  public static ServerCertificate forNow(List<String> names, Instant now) {
    return selfSigned("Scrappy DDNS has no certificate yet", now, alternativeNames(names));
  }

  /**
   * What the authority is shown by tls-alpn-01.
   *
   * @param authorization the challenge's token, a dot, and the digest of the account's key
   */
  public static ServerCertificate forChallenge(String name, String authorization, Instant now) {
    byte[] identifier =
        Der.sequence(
            Der.oid(ACME_IDENTIFIER), Der.yes(), Der.octets(Der.octets(sha256(authorization))));
    return selfSigned("ACME challenge", now, alternativeNames(List.of(name)), identifier);
  }

  private static byte[] alternativeNames(List<String> names) {
    byte[][] each = names.stream().map(name -> Der.implicit(DNS_NAME, name)).toArray(byte[][]::new);
    return Der.sequence(Der.oid(SUBJECT_ALTERNATIVE_NAME), Der.octets(Der.sequence(each)));
  }

  private static ServerCertificate selfSigned(
      String commonName, Instant now, byte[]... extensions) {
    KeyPair keys = Keys.make();
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    byte[] content =
        Der.sequence(
            Der.tagged(0, Der.integer(VERSION_3)),
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
            Keys.algorithm(),
            name,
            Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(VALID))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(3, Der.sequence(extensions)));
    byte[] encoded = Keys.signed(content, keys.getPrivate());
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      return ServerCertificate.selfSigned(certificate, keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What was just written cannot be read", e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
