package io.github.scrappyddns.server;

import io.github.scrappyddns.file.FileStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's certificate, with its chain and its private key, read from PEM files. Immutable;
 * printing it shows nothing of the key.
 */
public final class ServerCertificate {
  /** How long before it expires there is a warning. */
  public static final Duration EARLY = Duration.ofDays(14);

  private static final byte[] PROBE = new byte[32];
  private static final String NO_PASSWORD = "";

  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final FileStamp stamp;

  private ServerCertificate(List<X509Certificate> chain, PrivateKey key, FileStamp stamp) {
    this.chain = chain;
    this.key = key;
    this.stamp = stamp;
  }

  /**
   * Reads a pair of files; they may be one and the same.
   *
   * @param certificate the certificate, and those between it and the root
   * @throws GeneralSecurityException if they cannot be used, with a message that names the file and
   *     what to do
   */
  public static ServerCertificate read(Path certificate, Path privateKey)
      throws GeneralSecurityException {
    // Taken first: an edit while we read is an edit after it.
    FileStamp stamp = FileStamp.of(certificate, privateKey);
    PrivateKey key;
    try {
      key = PemPrivateKey.of(PemBlock.read(privateKey));
    } catch (GeneralSecurityException e) {
      throw named(privateKey, e);
    }
    try {
      List<X509Certificate> found = certificates(PemBlock.read(certificate));
      return new ServerCertificate(chain(found, key, privateKey), key, stamp);
    } catch (GeneralSecurityException e) {
      throw named(certificate, e);
    }
  }

  private static GeneralSecurityException named(Path file, GeneralSecurityException problem) {
    return new GeneralSecurityException(file + ": " + problem.getMessage(), problem);
  }

  private static List<X509Certificate> certificates(List<PemBlock> blocks)
      throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        var content = new ByteArrayInputStream(block.content());
        found.add((X509Certificate) factory.generateCertificate(content));
      }
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate in it (-----BEGIN CERTIFICATE-----)");
    }
    return found;
  }

  /** The key's own certificate, then its issuer's, and so on, whatever the order in the file. */
  private static List<X509Certificate> chain(
      List<X509Certificate> found, PrivateKey key, Path keyFile) throws GeneralSecurityException {
    List<X509Certificate> rest = new ArrayList<>(found);
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate one : found) {
      if (chain.isEmpty() && belong(key, one.getPublicKey())) {
        chain.add(one);
        rest.remove(one);
      }
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(
          "does not belong to the private key in "
              + keyFile
              + ": install the certificate and the key that belong together");
    }
    Optional<X509Certificate> next = Optional.of(chain.get(0));
    while (next.isPresent()) {
      X509Certificate issued = next.get();
      next =
          rest.stream()
              .filter(one -> one.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
              .findFirst();
      next.ifPresent(
          issuer -> {
            chain.add(issuer);
            rest.remove(issuer);
          });
    }
    return List.copyOf(chain);
  }

  /** Whether the certificate accepts what the key signs. */
  private static boolean belong(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    Signature signature = Signature.getInstance(signing(key.getAlgorithm()));
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static String signing(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm;
    };
  }

  /**
   * What an operator should look at, though it can be used: it has expired or will soon, or is not
   * valid yet.
   */
  public Optional<String> warning(Instant now) {
    Instant begin = chain.get(0).getNotBefore().toInstant();
    Duration left = Duration.between(now, expires());
    if (now.isBefore(begin)) {
      return Optional.of("The TLS certificate is not valid before " + begin + ": check the clock");
    }
    if (left.isNegative() || left.isZero()) {
      return Optional.of(
          "The TLS certificate expired on " + expires() + ": clients will refuse it");
    }
    return left.compareTo(EARLY) > 0
        ? Optional.empty()
        : Optional.of(
            "The TLS certificate expires in %s, on %s: renew it".formatted(time(left), expires()));
  }

  private static String time(Duration left) {
    long days = left.toDays();
    if (days > 0) {
      return days == 1 ? "1 day" : days + " days";
    }
    return left.toHours() > 0 ? left.toHours() + " h" : left.toMinutes() + " min";
  }

  /** Whether clients that look at its time take it. */
  public boolean isValid(Instant now) {
    return !now.isBefore(chain.get(0).getNotBefore().toInstant()) && now.isBefore(expires());
  }

  /** When it expires. */
  public Instant expires() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The stamp of its files when they were read. */
  public FileStamp stamp() {
    return stamp;
  }

  /** As Java's TLS wants it, in memory. */
  KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", key, NO_PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PKCS12 key stores", e);
    }
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
