package io.github.scrappyddns.http;

import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a query and of a body as they are found, one after the other. */
final class Fields {
  /** What else stands for an ampersand before a name, by mistake or by habit: RFC 1866, 8.2.1. */
  private static final Pattern STRAY_SEPARATOR = Pattern.compile("[;?](?=[\\w.%\\[\\]-]+=)");

  /** A second URL in one field, as old FRITZ!Boxes send it, and what it says. */
  private static final Pattern SECOND_URL =
      Pattern.compile("\\s+https?://[^\\s?]*(?:\\?(?<said>.*))?", Pattern.CASE_INSENSITIVE);

  /** {@code [0]}, {@code []} or {@code [name]} after a name. */
  private static final Pattern INDEX = Pattern.compile("\\[([^\\]]*)\\]");

  /** Names and values in turn: a call has one or two parameters, too few for a map. */
  final List<String> pairs = new ArrayList<>(4);

  /** Keys without a value, and values without a key. */
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
      String part = text.substring(start, separator.start());
      // The query of a URL that is a value is none of ours.
      if (!part.contains("://")) {
        addPart(part);
        start = separator.end();
      }
    }
    addPart(text.substring(start));
  }

  private void addPart(String part) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      addBare(decoded(part));
      return;
    }
    String name = decoded(part.substring(0, equals));
    String value = decoded(part.substring(equals + 1));
    if (value.indexOf("://") >= 0) {
      addWithSecondUrl(name, value);
    } else {
      add(name, value);
    }
  }

  private void addWithSecondUrl(String name, String value) {
    Matcher second = SECOND_URL.matcher(value);
    if (!second.find()) {
      add(name, value);
      return;
    }
    add(name, value.substring(0, second.start()));
    @Nullable String said = second.group("said");
    int equals = said == null ? -1 : said.indexOf('=');
    if (said != null && equals >= 0) {
      add(said.substring(0, equals), said.substring(equals + 1));
    }
  }

  void addBare(String text) {
    if (!text.isBlank()) {
      bare.add(text.strip());
    }
  }

  /** Who builds a query with a library writes {@code key=} for a bare key. */
  void add(String name, String value) {
    if (name.isBlank() || value.isBlank()) {
      addBare(name + value);
    }
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
