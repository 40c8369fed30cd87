package io.github.scrappyddns.server;

import io.github.scrappyddns.file.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate, with its chain and its private key, as PEM files hold them. Immutable;
 * printing it shows nothing of the key.
 */
public final class ServerCertificate {
  /** How long before it expires there is a warning. */
  public static final Duration EARLY = Duration.ofDays(14);

  /** One that is renewed by itself is told of when less of its lifetime is left than this part. */
  private static final int LATE = 4;

  private static final String RENEWAL_FAILED =
      "its renewal has failed so far, and the log says why";

  private static final int DNS_NAME = 2;
  private static final String NO_PASSWORD = "";

  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final FileStamp stamp;
  private final Duration early;
  private final boolean renewsItself;

  private ServerCertificate(List<X509Certificate> chain, PrivateKey key, FileStamp stamp) {
    this(chain, key, stamp, EARLY, false);
  }

  private ServerCertificate(
      List<X509Certificate> chain,
      PrivateKey key,
      FileStamp stamp,
      Duration early,
      boolean renewsItself) {
    this.chain = chain;
    this.key = key;
    this.stamp = stamp;
    this.early = early;
    this.renewsItself = renewsItself;
  }

  /**
   * One that this service gets and renews by itself.
   *
   * @param pem the key, the certificate, and those between it and the root
   * @throws GeneralSecurityException if they cannot be used, or do not belong together
   */
  public static ServerCertificate renewedByItself(String pem) throws GeneralSecurityException {
    List<PemBlock> blocks = PemBlock.of(pem);
    PrivateKey key = PemPrivateKey.of(blocks);
    List<X509Certificate> chain = CertificateChain.of(blocks, key, "it");
    ServerCertificate read = new ServerCertificate(chain, key, FileStamp.NONE);
    Duration late = Duration.between(read.begins(), read.expires()).dividedBy(LATE);
    return new ServerCertificate(
        chain, key, FileStamp.NONE, late.compareTo(EARLY) < 0 ? late : EARLY, true);
  }

  /** One that nobody signed but its own key. */
  public static ServerCertificate selfSigned(X509Certificate certificate, PrivateKey key) {
    return new ServerCertificate(List.of(certificate), key, FileStamp.NONE);
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
      List<PemBlock> blocks = PemBlock.read(certificate);
      return new ServerCertificate(
          CertificateChain.of(blocks, key, privateKey.toString()), key, stamp);
    } catch (GeneralSecurityException e) {
      throw named(certificate, e);
    }
  }

  private static GeneralSecurityException named(Path file, GeneralSecurityException problem) {
    return new GeneralSecurityException(file + ": " + problem.getMessage(), problem);
  }

  /**
   * What an operator should look at, though it can be used: it has expired or will soon, or is not
   * valid yet.
   */
  public Optional<String> warning(Instant now) {
    Instant begin = begins();
    Duration left = Duration.between(now, expires());
    if (now.isBefore(begin)) {
      return Optional.of("The TLS certificate is not valid before " + begin + ": check the clock");
    }
    if (left.isNegative() || left.isZero()) {
      return Optional.of(
          "The TLS certificate expired on " + expires() + ": clients will refuse it");
    }
    return left.compareTo(early) > 0
        ? Optional.empty()
        : Optional.of(
            "The TLS certificate expires in %s, on %s: %s"
                .formatted(time(left), expires(), renewsItself ? RENEWAL_FAILED : "renew it"));
  }

  private static String time(Duration left) {
    long days = left.toDays();
    if (days > 0) {
      return days == 1 ? "1 day" : days + " days";
    }
    return left.toHours() > 0 ? left.toHours() + " h" : left.toMinutes() + " min";
  }

  /** Whether this service gets the next one by itself. */
  public boolean renewsItself() {
    return renewsItself;
  }

  /** Whether clients that look at its time take it. */
  public boolean isValid(Instant now) {
    return !now.isBefore(begins()) && now.isBefore(expires());
  }

  /** How long before it expires there is a warning of this one. */
  public Duration early() {
    return early;
  }

  /** When it begins to be valid. */
  public Instant begins() {
    return chain.get(0).getNotBefore().toInstant();
  }

  /** When it expires. */
  public Instant expires() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The host names that it is for, in lower case. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    try {
      @Nullable Collection<List<?>> all = chain.get(0).getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS_NAME)) {
          names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException e) {
      // Then it is for none that we know.
    }
    return names;
  }

  /** The certificate itself, without its chain. */
  public X509Certificate own() {
    return chain.get(0);
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
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
      store.setKeyEntry("server", key, NO_PASSWORD.toCharArray(), chain());
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
