package io.github.scrappyddns.channel.webpush;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Base64;

/** Keys on the curve P-256, as Web Push writes them: uncompressed points (SEC 1, 2.3.3). */
final class P256 {
  /** One octet that says "uncompressed", and two coordinates. */
  static final int POINT_OCTETS = 65;

  static final int SCALAR_OCTETS = 32;

  private static final byte UNCOMPRESSED = 4;
  private static final String NAME = "secp256r1";
  private static final ECParameterSpec CURVE = curve();

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(NAME));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has the curve P-256", e);
    }
  }

  /** A new pair. */
  static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(NAME));
    return generator.generateKeyPair();
  }

  /**
   * The public key of a point.
   *
   * @throws InvalidKeyException where it is none on the curve, which the JDK would find out only
   *     when the key is used
   */
  static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT_OCTETS || point[0] != UNCOMPRESSED) {
      throw new InvalidKeyException("not an uncompressed point of P-256");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + SCALAR_OCTETS));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + SCALAR_OCTETS, POINT_OCTETS));
    EllipticCurve curve = CURVE.getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
      throw new InvalidKeyException("a point beside the curve P-256");
    }
    ECPublicKeySpec spec = new ECPublicKeySpec(new ECPoint(x, y), CURVE);
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  /** The point of a public key. */
  static byte[] point(ECPublicKey key) {
    return ByteBuffer.allocate(POINT_OCTETS)
        .put(UNCOMPRESSED)
        .put(octets(key.getW().getAffineX()))
        .put(octets(key.getW().getAffineY()))
        .array();
  }

  static ECPrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
    ECPrivateKeySpec spec = new ECPrivateKeySpec(new BigInteger(1, scalar), CURVE);
    return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
  }

  static byte[] scalar(ECPrivateKey key) {
    return octets(key.getS());
  }

  /** Java writes a number with as few octets as it needs, and one more for a sign. */
  private static byte[] octets(BigInteger number) {
    byte[] written = number.toByteArray();
    byte[] octets = new byte[SCALAR_OCTETS];
    int length = Math.min(SCALAR_OCTETS, written.length);
    System.arraycopy(written, written.length - length, octets, SCALAR_OCTETS - length, length);
    return octets;
  }

  /** In Base64 as URLs have it, without padding (RFC 7515, 2). */
  static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /**
   * The octets of either alphabet of Base64, with padding or without: both occur.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static byte[] decoded(String text) {
    String urls = text.replace('+', '-').replace('/', '_').replaceFirst("=+$", "");
    return Base64.getUrlDecoder().decode(urls);
  }
}
