package io.github.scrappyddns.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of an authenticator app: RFC 6238 with HMAC-SHA-1, six digits and thirty seconds, which
 * is what every app knows.
 */
public final class Totp {
  private static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final BaseEncoding BASE32 = BaseEncoding.base32().omitPadding();

  private Totp() {}

  /** A fresh secret, in Base32 as apps want it typed. */
  public static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return BASE32.encode(bytes);
  }

  /** The URI that apps read: Google Authenticator's key URI format. */
  public static String uri(String secret) {
    return "otpauth://totp/Scrappy%20DDNS?secret=" + secret + "&issuer=Scrappy%20DDNS";
  }

  /**
   * The step whose code this is: the one now, or a neighbour where a clock is a little off.
   *
   * @param after no code counts up to this step: each is good for one use
   */
  static OptionalLong step(String secret, String code, long nowMillis, long after) {
    String typed = code.replaceAll("\\s", "");
    long now = nowMillis / 1000 / STEP_SECONDS;
    for (long step = Math.max(now - 1, after + 1); step <= now + 1; step++) {
      if (MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), typed.getBytes(US_ASCII))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  /** The code of a step. */
  static String code(String secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(BASE32.decode(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-1", e);
    }
  }

  /** The code of now, for who sets it up and for tests. */
  public static String codeAt(String secret, long millis) {
    return code(secret, millis / 1000 / STEP_SECONDS);
  }
}
