package io.github.scrappyddns.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A random text that opens something; of most only the digest is kept. Printing it shows none. */
public final class Secret {
  private static final int BYTES = 32;
  private static final int MARK_BYTES = 16;

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** A fresh one of 256 bits. */
  public static Secret random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is kept of it: the SHA-256 in hexadecimal digits. */
  public String digest() {
    return Hashing.sha256().hashString(text, UTF_8).toString();
  }

  /** What can only be said by who knows this secret, and does not tell it. */
  String mark(String about) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec((text + ".").getBytes(UTF_8), "HmacSHA256"));
      byte[] whole = mac.doFinal(about.getBytes(US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(whole, MARK_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }

  /** The text itself, for the one place that is to hold it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Secret[***]";
  }
}
