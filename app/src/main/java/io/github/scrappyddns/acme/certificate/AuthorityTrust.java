package io.github.scrappyddns.acme.certificate;

import io.github.scrappyddns.file.TextFile;
import io.github.scrappyddns.server.PemBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the server of a private authority, by the root certificates in a PEM file. */
public final class AuthorityTrust {
  private static final int LARGEST_FILE = 1 << 20;

  private AuthorityTrust() {}

  /** Why the file cannot be used, in words that name it; empty where it can. */
  public static Optional<String> problem(Path file) {
    try {
      read(file);
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The TLS context for connections to it.
   *
   * @throws GeneralSecurityException if the file cannot be used, with a message that names it
   */
  public static SSLContext read(Path file) throws GeneralSecurityException {
    TextFile read = TextFile.read(file, LARGEST_FILE);
    if (read.problem().isPresent()) {
      throw new GeneralSecurityException(file + ": " + read.problem().get());
    }
    KeyStore roots = KeyStore.getInstance("PKCS12");
    try {
      roots.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing is read", e);
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (PemBlock block : PemBlock.of(read.text())) {
      if (block.label().equals("CERTIFICATE")) {
        roots.setCertificateEntry(
            "root " + roots.size(),
            factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (roots.size() == 0) {
      throw new GeneralSecurityException(
          file + ": no certificate in it (-----BEGIN CERTIFICATE-----)");
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
