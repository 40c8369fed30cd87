package io.github.scrappyddns.channel.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * An alert's text, cut to what a service accepts.
 *
 * <p>Whole lines go first, from the end. If the first line alone is too long, its middle goes: its
 * end, the address, is what the alert is about. No cut splits a code point or, since words are
 * shorter than this, an address.
 */
final class Excerpt {
  private static final String CUT = "…";

  /** Longer than any address. */
  private static final int LONGEST_WORD = 60;

  private Excerpt() {}

  /** At most this many UTF-16 units, which is never less than what a service counts. */
  static String ofLength(String text, int most) {
    return fit(text, most, String::length);
  }

  /** At most this many bytes of UTF-8. */
  static String ofBytes(String text, int most) {
    return fit(text, most, part -> part.getBytes(StandardCharsets.UTF_8).length);
  }

  /**
   * At most this much by the given measure, for example the length after escaping.
   *
   * @param most 100 or more
   */
  static String fit(String text, int most, ToIntFunction<String> measure) {
    if (measure.applyAsInt(text) <= most) {
      return text;
    }
    List<String> lines = text.lines().toList();
    for (int kept = lines.size() - 1; kept > 0; kept--) {
      String shorter = String.join("\n", lines.subList(0, kept)) + "\n" + CUT;
      if (measure.applyAsInt(shorter) <= most) {
        return shorter;
      }
    }
    return line(lines.isEmpty() ? "" : lines.get(0), most, measure);
  }

  private static String line(String line, int most, ToIntFunction<String> measure) {
    if (measure.applyAsInt(line) <= most) {
      return line;
    }
    int points = line.codePointCount(0, line.length());
    int tailStart = points;
    while (tailStart > 0 && measure.applyAsInt(from(line, tailStart - 1)) <= most / 2) {
      tailStart--;
    }
    String tail = wholeWordsAtEnd(from(line, tailStart));
    int headEnd = 0;
    while (headEnd < points && measure.applyAsInt(upTo(line, headEnd + 1) + CUT + tail) <= most) {
      headEnd++;
    }
    return wholeWordsAtStart(upTo(line, headEnd)) + CUT + tail;
  }

  private static String from(String line, int point) {
    return line.substring(line.offsetByCodePoints(0, point));
  }

  private static String upTo(String line, int point) {
    return line.substring(0, line.offsetByCodePoints(0, point));
  }

  private static String wholeWordsAtEnd(String part) {
    int space = part.indexOf(' ');
    return space >= 0 && space <= LONGEST_WORD ? part.substring(space) : part;
  }

  private static String wholeWordsAtStart(String part) {
    int space = part.lastIndexOf(' ');
    return space >= 0 && part.length() - space <= LONGEST_WORD
        ? part.substring(0, space + 1)
        : part;
  }
}
