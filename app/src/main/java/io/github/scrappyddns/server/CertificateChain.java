package io.github.scrappyddns.server;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a PEM file, put into the order in which TLS shows them. */
final class CertificateChain {
  private static final byte[] PROBE = new byte[32];

  private CertificateChain() {}

  /**
   * The certificate that belongs to a key, and those between it and the root; other blocks are
   * skipped.
   *
   * @param keyFile where the key comes from, for the message
   * @throws GeneralSecurityException if there is none, or none that belongs to the key
   */
  static List<X509Certificate> of(List<PemBlock> blocks, PrivateKey key, String keyFile)
      throws GeneralSecurityException {
    return ordered(certificates(blocks), key, keyFile);
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
  private static List<X509Certificate> ordered(
      List<X509Certificate> found, PrivateKey key, String keyFile) throws GeneralSecurityException {
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
}
