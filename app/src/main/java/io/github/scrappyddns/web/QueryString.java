package io.github.scrappyddns.web;

import java.util.Optional;

/**
 * The parameters of a query as DDNS clients write them: names in any case. The first of equal names
 * wins, as in Flask.
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

  /** A plus sign is a blank, as in forms. */
  private static String decode(String text, int start, int end) {
    return PercentEncoding.decoded(text.substring(start, end).replace('+', ' '));
  }
}
