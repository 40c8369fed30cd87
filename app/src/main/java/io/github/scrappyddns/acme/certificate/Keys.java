package io.github.scrappyddns.acme.certificate;

import io.github.scrappyddns.server.PemBlock;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/** Pairs of keys on the curve P-256: every authority and every client knows it. */
public final class Keys {
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String PUBLIC_KEY = "PUBLIC KEY";
  private static final String EC = "EC";

  /** ecdsa-with-SHA256 (RFC 5758). */
  private static final byte[] ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

  private Keys() {}

  public static KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(EC);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has P-256", e);
    }
  }

  /** A pair as {@link #read} reads it. */
  public static String text(KeyPair pair) {
    return text(pair.getPrivate()) + PemBlock.text(PUBLIC_KEY, pair.getPublic().getEncoded());
  }

  /** A private key alone, as PKCS#8. */
  public static String text(PrivateKey key) {
    return PemBlock.text(PRIVATE_KEY, key.getEncoded());
  }

  /**
   * The pair of a text.
   *
   * @throws GeneralSecurityException where it holds none
   */
  public static KeyPair read(String text) throws GeneralSecurityException {
    List<PemBlock> blocks = PemBlock.of(text);
    KeyFactory factory = KeyFactory.getInstance(EC);
    PublicKey open = factory.generatePublic(new X509EncodedKeySpec(content(blocks, PUBLIC_KEY)));
    PrivateKey secret =
        factory.generatePrivate(new PKCS8EncodedKeySpec(content(blocks, PRIVATE_KEY)));
    return new KeyPair(open, secret);
  }

  private static byte[] content(List<PemBlock> blocks, String label)
      throws GeneralSecurityException {
    return blocks.stream()
        .filter(block -> block.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no " + label + " in it"))
        .content();
  }

  /** What is signed, the algorithm, and the signature, as certificates and requests have them. */
  public static byte[] signed(byte[] content, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(content);
      return Der.sequence(content, ALGORITHM, Der.bits(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK signs with ECDSA", e);
    }
  }

  public static byte[] algorithm() {
    return ALGORITHM.clone();
  }
}
