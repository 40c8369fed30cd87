package io.github.scrappyddns.channel.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.http.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;

/**
 * The key by which a push service knows us again (VAPID, RFC 8292). Browsers subscribe to what is
 * signed with it: another one would strand them all. Immutable; printing it shows no secret.
 *
 * @param publicKey the point, in Base64, as browsers take it
 */
public record VapidKey(String publicKey, ECPrivateKey privateKey) {
  /** Half of what RFC 8292, 2 allows: clocks may differ. */
  static final Duration VALID_FOR = Duration.ofHours(12);

  /** A new one. */
  public static VapidKey generate() {
    try {
      KeyPair pair = P256.pair();
      return new VapidKey(
          P256.encoded(P256.point((ECPublicKey) pair.getPublic())),
          (ECPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has the curve P-256", e);
    }
  }

  /**
   * One that was written down.
   *
   * @param secret as {@link #secret} gives it
   * @throws IllegalArgumentException if it is none
   */
  public static VapidKey of(String publicKey, String secret) {
    try {
      return new VapidKey(publicKey, P256.privateKey(P256.decoded(secret)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key on the curve P-256", e);
    }
  }

  /** The private half, in Base64. */
  public String secret() {
    return P256.encoded(P256.scalar(privateKey));
  }

  /**
   * What tells a push service that a message is ours: the value of {@code Authorization}, good for
   * every message to the same host until {@link #VALID_FOR} is over.
   *
   * @param subject whom the service's owner may ask about us: an address of the web
   */
  public String authorization(URI endpoint, String subject, Instant now) {
    ObjectNode claims = Json.object();
    claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.put("exp", now.plus(VALID_FOR).getEpochSecond());
    claims.put("sub", subject);
    String signed =
        P256.encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(US_ASCII))
            + "."
            + P256.encoded(claims.toString().getBytes(UTF_8));
    try {
      // As JSON Web Signatures have it: two numbers, and no DER around them (RFC 7518, 3.4).
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey);
      signature.update(signed.getBytes(US_ASCII));
      return "vapid t=" + signed + "." + P256.encoded(signature.sign()) + ", k=" + publicKey;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK signs with P-256", e);
    }
  }

  @Override
  public String toString() {
    return "VapidKey[" + publicKey + "]";
  }
}
