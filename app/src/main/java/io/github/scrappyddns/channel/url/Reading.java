package io.github.scrappyddns.channel.url;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as a reader understands it who takes escapes away, be they of URLs, HTML or JSON, and who
 * knows for each letter where it stood in the text as it was said. Immutable.
 */
final class Reading {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "(?<percent>(?:%[0-9A-Fa-f]{2})+)"
              + "|&#x(?<hex>[0-9A-Fa-f]{1,6});?"
              + "|&#(?<number>[0-9]{1,7});?"
              + "|&(?<name>[a-z]{2,6});"
              + "|\\\\u(?<unit>[0-9A-Fa-f]{4})"
              + "|\\\\x(?<octet>[0-9A-Fa-f]{2})"
              + "|\\\\(?<sign>[^A-Za-z0-9\\s])");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("sol", "/"),
          Map.entry("plus", "+"),
          Map.entry("equals", "="),
          Map.entry("colon", ":"),
          Map.entry("semi", ";"),
          Map.entry("commat", "@"),
          Map.entry("num", "#"),
          Map.entry("percnt", "%"),
          Map.entry("nbsp", " "));

  private final String text;

  /** Where each letter began and ended in what was said. */
  private final int[] starts;

  private final int[] ends;

  private Reading(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** The reading of somebody who takes everything as it stands. */
  static Reading of(String said) {
    int[] starts = new int[said.length()];
    int[] ends = new int[said.length()];
    Arrays.setAll(starts, i -> i);
    Arrays.setAll(ends, i -> i + 1);
    return new Reading(said, starts, ends);
  }

  String text() {
    return text;
  }

  /** Where the letter at this index began in what was said. */
  int start(int index) {
    return starts[index];
  }

  /** Where the letter at this index ended in what was said. */
  int end(int index) {
    return ends[index];
  }

  /** The reading with one layer of escapes taken away; empty if there is none. */
  Optional<Reading> deeper() {
    Matcher escape = ESCAPE.matcher(text);
    StringBuilder read = new StringBuilder(text.length());
    int[] from = new int[text.length()];
    int[] to = new int[text.length()];
    int at = 0;
    while (escape.find()) {
      String meant = meaning(escape);
      if (meant.length() > escape.group().length()) {
        continue;
      }
      for (; at < escape.start(); at++) {
        from[read.length()] = starts[at];
        to[read.length()] = ends[at];
        read.append(text.charAt(at));
      }
      for (int i = 0; i < meant.length(); i++) {
        // Letters of one run share it: each of them may be any of its bytes.
        boolean even = escape.group().length() == 3 * meant.length();
        from[read.length()] = starts[even ? at + 3 * i : at];
        to[read.length()] = ends[even ? at + 3 * i + 2 : escape.end() - 1];
        read.append(meant.charAt(i));
      }
      at = escape.end();
    }
    if (at == 0) {
      return Optional.empty();
    }
    for (; at < text.length(); at++) {
      from[read.length()] = starts[at];
      to[read.length()] = ends[at];
      read.append(text.charAt(at));
    }
    return Optional.of(
        new Reading(
            read.toString(), Arrays.copyOf(from, read.length()), Arrays.copyOf(to, read.length())));
  }

  private static String meaning(Matcher escape) {
    if (escape.group("percent") != null) {
      String digits = escape.group().replace("%", "");
      byte[] octets = new byte[digits.length() / 2];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
      }
      return new String(octets, StandardCharsets.UTF_8);
    }
    if (escape.group("hex") != null) {
      return letter(Integer.parseInt(escape.group("hex"), 16));
    }
    if (escape.group("number") != null) {
      return letter(Integer.parseInt(escape.group("number")));
    }
    if (escape.group("name") != null) {
      return NAMES.getOrDefault(escape.group("name"), escape.group());
    }
    if (escape.group("unit") != null) {
      return String.valueOf((char) Integer.parseInt(escape.group("unit"), 16));
    }
    return escape.group("octet") != null
        ? letter(Integer.parseInt(escape.group("octet"), 16))
        : escape.group("sign");
  }

  private static String letter(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\ufffd";
  }
}
