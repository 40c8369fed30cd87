package io.github.scrappyddns.http;

import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a query and of a body as they are found, one after the other. */
final class Fields {
  /** What else stands for an ampersand before a name, by mistake or by habit: RFC 1866, 8.2.1. */
  private static final Pattern STRAY_SEPARATOR = Pattern.compile("[;?](?=[\\w.%\\[\\]-]+=)");

  /** {@code [0]}, {@code []} or {@code [name]} after a name. */
  private static final Pattern INDEX = Pattern.compile("\\[([^\\]]*)\\]");

  /** Names and values in turn: a call has one or two parameters, too few for a map. */
  final List<String> pairs = new ArrayList<>(4);

  /** Keys without a value. */
  final List<String> bare = new ArrayList<>(1);

  /** Adds the parameters of a query or of a body in the same form. */
  void addForm(String text) {
    int start = 0;
    while (start < text.length()) {
      int ampersand = text.indexOf('&', start);
      int end = ampersand < 0 ? text.length() : ampersand;
      addParts(text.substring(start, end));
      start = end + 1;
    }
  }

  private void addParts(String text) {
    if (text.indexOf(';') < 0 && text.indexOf('?') < 0) {
      addPart(text);
      return;
    }
    Matcher separator = STRAY_SEPARATOR.matcher(text);
    int start = 0;
    while (separator.find()) {
      addPart(text.substring(start, separator.start()));
      start = separator.end();
    }
    addPart(text.substring(start));
  }

  private void addPart(String part) {
    int equals = part.indexOf('=');
    if (equals >= 0) {
      add(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
    } else if (!part.isBlank()) {
      addBare(decoded(part));
    }
  }

  void addBare(String text) {
    bare.add(text.strip());
  }

  void add(String name, String value) {
    String plain = name.indexOf('[') < 0 ? name : withoutIndex(name);
    pairs.add(plain.strip().toLowerCase(Locale.ROOT));
    pairs.add(value.strip());
  }

  /** {@code myip[]} and {@code myip[0]} are {@code myip}; {@code a[myip]} is {@code a.myip}. */
  private static String withoutIndex(String name) {
    return INDEX
        .matcher(name)
        .replaceAll(
            index -> {
              String key = index.group(1);
              boolean counts = key.chars().allMatch(c -> c >= '0' && c <= '9');
              return counts ? "" : Matcher.quoteReplacement("." + key);
            });
  }

  /** A plus sign is a blank, as in forms. */
  private static String decoded(String text) {
    return PercentEncoding.decodeLeniently(text.replace('+', ' '));
  }
}
