package io.github.scrappyddns.encoding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Percent-encoding in UTF-8 (RFC 3986, 2.1): decoded exactly once; {@code +} is a plus sign. */
public final class PercentEncoding {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private PercentEncoding() {}

  /** An encoded text that cannot be decoded; the message says where and why, not what it holds. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** The decoded text; what is not an encoding is kept as it is. */
  public static String decodeLeniently(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] octets = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
      int low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
      if (octets[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high << 4 | low);
        i += 2;
      } else {
        decoded.write(octets[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /**
   * The text that an encoded part of a URL stands for.
   *
   * @param position where in the URL the part begins, from 1, for the error
   * @throws Malformed if a {@code %} is not followed by two hexadecimal digits, or the bytes are
   *     not UTF-8
   */
  public static String decode(String encoded, int position) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      if (encoded.charAt(at) == '%') {
        bytes.write(octet(encoded, at, position));
        at += 3;
      } else {
        int end = encoded.indexOf('%', at);
        String plain = encoded.substring(at, end < 0 ? encoded.length() : end);
        bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
        at += plain.length();
      }
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed(
          "the percent-encoded bytes in the part that begins at character "
              + position
              + " are not UTF-8");
    }
  }

  private static int octet(String encoded, int at, int position) {
    int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
    int low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new Malformed(
          "the % at character "
              + (position + at)
              + " is not followed by two hexadecimal digits; a percent sign is written %25");
    }
    return high * 16 + low;
  }

  /** The text with everything but letters, digits and {@code -._~} encoded. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= 0 && UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(String.format("%02X", octet));
      }
    }
    return encoded.toString();
  }

  /** Pairs as a query, or as the body of a form: {@code a=1&b=2}. */
  public static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
        .collect(Collectors.joining("&"));
  }
}
