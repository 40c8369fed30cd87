package io.github.scrappyddns.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * A private key as PEM files hold it: PKCS#8 (RFC 5958), or the traditional forms of OpenSSL for
 * RSA (PKCS#1, RFC 8017) and elliptic curves (SEC 1, RFC 5915), which are wrapped into PKCS#8, the
 * only form that Java reads.
 */
final class PemPrivateKey {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** The algorithm identifiers of RFC 3279: rsaEncryption with its NULL, and id-ecPublicKey. */
  private static final byte[] RSA = {
    0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0
  };

  private static final byte[] EC = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION_0 = {INTEGER, 1, 0};

  private PemPrivateKey() {}

  /**
   * The key in a file's blocks; other blocks are skipped.
   *
   * @throws GeneralSecurityException if there is none, or none that can be used; the message says
   *     why, and what to do, and shows nothing of the key
   */
  static PrivateKey of(List<PemBlock> blocks) throws GeneralSecurityException {
    for (PemBlock block : blocks) {
      if (!block.label().endsWith("PRIVATE KEY")) {
        continue;
      }
      if (block.encrypted()) {
        throw new GeneralSecurityException(
            "the private key is encrypted, and nobody can type its passphrase:"
                + " write it without one (openssl pkey -in <this file> -out <another file>)");
      }
      return switch (block.label()) {
        case "PRIVATE KEY" -> read(block.content());
        case "RSA PRIVATE KEY" -> read(pkcs8(RSA, block.content()));
        case "EC PRIVATE KEY" -> read(pkcs8(joined(EC, curve(block.content())), block.content()));
        default ->
            throw new GeneralSecurityException(
                "a private key of the form '" + block.label() + "' cannot be used for TLS");
      };
    }
    throw new GeneralSecurityException("no private key in it (-----BEGIN PRIVATE KEY-----)");
  }

  private static PrivateKey read(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException ignored) {
        // Another algorithm, or damaged: the exception below says so if none fits.
      }
    }
    throw new GeneralSecurityException(
        "the private key is damaged, or of a kind that this Java does not know");
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return der(
        SEQUENCE, joined(VERSION_0, joined(der(SEQUENCE, algorithm), der(OCTET_STRING, key))));
  }

  /** The curve that an ECPrivateKey names: version, key, {@code [0]} curve, {@code [1]} public. */
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    try {
      ByteBuffer fields = element(ByteBuffer.wrap(key), SEQUENCE);
      element(fields, INTEGER);
      element(fields, OCTET_STRING);
      ByteBuffer parameters = element(fields, PARAMETERS);
      byte[] curve = new byte[parameters.remaining()];
      parameters.get(curve);
      return curve;
    } catch (RuntimeException e) {
      throw new GeneralSecurityException(
          "the EC private key is damaged or does not name its curve:"
              + " write it as PKCS#8 (openssl pkey -in <this file> -out <another file>)",
          e);
    }
  }

  /** The content of the next element, which must have this tag. */
  private static ByteBuffer element(ByteBuffer from, int tag) {
    if ((from.get() & 0xff) != tag) {
      throw new IllegalArgumentException("Another tag");
    }
    int length = from.get() & 0xff;
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | (from.get() & 0xff);
      }
    }
    ByteBuffer content = from.slice(from.position(), length);
    from.position(from.position() + length);
    return content;
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length <= 0xff) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
