package io.github.scrappyddns.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The parameters of a query as DDNS clients write them: names in any case, and percent signs that
 * encode nothing are taken as they stand. The first of equal names wins, as in Flask.
 */
final class QueryString {
  private final String raw;

  QueryString(String raw) {
    this.raw = raw;
  }

  /** The decoded value of a parameter. */
  Optional<String> first(String name) {
    int start = 0;
    while (start < raw.length()) {
      int ampersand = raw.indexOf('&', start);
      int end = ampersand < 0 ? raw.length() : ampersand;
      int equals = raw.indexOf('=', start);
      if (equals >= 0 && equals < end && decode(raw, start, equals).equalsIgnoreCase(name)) {
        return Optional.of(decode(raw, equals + 1, end));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static String decode(String text, int start, int end) {
    String part = text.substring(start, end);
    if (part.indexOf('%') < 0 && part.indexOf('+') < 0) {
      return part;
    }
    byte[] encoded = part.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (encoded[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high << 4 | low);
        i += 2;
      } else {
        decoded.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return decoded.toString(UTF_8);
  }
}
