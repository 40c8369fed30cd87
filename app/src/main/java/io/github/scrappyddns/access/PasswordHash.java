package io.github.scrappyddns.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 with HMAC-SHA-256 (RFC 8018), written as {@code
 * $pbkdf2-sha256$i=600000$salt$hash} in Base64 without padding. To check one takes a quarter of a
 * second of a processor on purpose, and no memory; printing it shows nothing.
 */
public final class PasswordHash {
  /** What OWASP asks for, as of 2026. */
  static final int ROUNDS = 600_000;

  /** More would keep a processor busy for seconds. */
  private static final int MOST_ROUNDS = 5_000_000;

  private static final int LEAST_ROUNDS = 1_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$(?:i=)?(?<rounds>\\d{1,7})"
              + "\\$(?<salt>[A-Za-z0-9+./]{11,128})\\$(?<hash>[A-Za-z0-9+./]{43})");

  private final String text;
  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    text =
        "$pbkdf2-sha256$i="
            + rounds
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(hash);
  }

  /** Hashes a password with a salt of its own. */
  public static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(ROUNDS, salt, derived(password, salt, ROUNDS));
  }

  /** A hash as it was written; the spelling of Python's passlib is read, too. */
  public static Optional<PasswordHash> read(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int rounds = Integer.parseInt(parts.group("rounds"));
    if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
      return Optional.empty();
    }
    try {
      // passlib writes a full stop for Base64's plus sign.
      byte[] salt = Base64.getDecoder().decode(parts.group("salt").replace('.', '+'));
      byte[] hash = Base64.getDecoder().decode(parts.group("hash").replace('.', '+'));
      return Optional.of(new PasswordHash(rounds, salt, hash));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this is the hash of a password. Slow; one at a time. */
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, derived(password, salt, rounds));
  }

  /** As it is written down. */
  public String written() {
    return text;
  }

  /** The same letters may be typed in two ways: RFC 8265 compares them in NFC. */
  private static byte[] derived(String password, byte[] salt, int rounds) {
    char[] typed = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
    PBEKeySpec spec = new PBEKeySpec(typed, salt, rounds, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[***]";
  }
}
