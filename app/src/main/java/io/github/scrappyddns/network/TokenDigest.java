package io.github.scrappyddns.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a token: enough to recognise it, too little to use it.
 *
 * <p>Four numbers instead of an array, so that it is a key by value in 48 bytes. A token has at
 * least the strength of its length, so no salt and no slow hash: a check-in would pay for it.
 */
public record TokenDigest(long a, long b, long c, long d) {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(TokenDigest::sha256);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static TokenDigest of(String token) {
    ByteBuffer numbers = ByteBuffer.wrap(SHA_256.get().digest(token.getBytes(US_ASCII)));
    return new TokenDigest(
        numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
  }

  /** The digest that {@link #hex} wrote: 64 hexadecimal digits, which the caller has checked. */
  public static TokenDigest ofHex(String hex) {
    return new TokenDigest(
        Long.parseUnsignedLong(hex, 0, 16, 16),
        Long.parseUnsignedLong(hex, 16, 32, 16),
        Long.parseUnsignedLong(hex, 32, 48, 16),
        Long.parseUnsignedLong(hex, 48, 64, 16));
  }

  /** 64 hexadecimal digits. */
  public String hex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }

  /** Written by hand: a record's own is built from method handles at the first use. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenDigest digest
        && a == digest.a
        && b == digest.b
        && c == digest.c
        && d == digest.d;
  }

  /** The digest is uniform already: any part of it spreads the keys. */
  @Override
  public int hashCode() {
    return (int) a;
  }
}
