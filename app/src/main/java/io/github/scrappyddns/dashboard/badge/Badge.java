package io.github.scrappyddns.dashboard.badge;

import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.words.Words;
import java.util.Locale;

/**
 * A badge as SVG: what it is about on the left, how that is on the right, as other badges have it.
 * It holds nothing but attributes, so that no policy has to allow it a style.
 */
final class Badge {
  private static final int LONGEST_LABEL = 40;
  private static final int HEIGHT = 20;
  private static final int MARGIN = 12;

  private static final String NARROW = "fijlrtI.,:;'|!()[] ";
  private static final String WIDE = "mwMW@%";

  /** Of letters of 11 pixels in the fonts that are asked for, in pixels. */
  private static final double WIDTH_OF_NARROW = 4.5;

  private static final double WIDTH = 7;
  private static final double WIDTH_OF_WIDE = 11;

  /** From here on most signs are as wide as they are high. */
  private static final int FIRST_SIGN = 0x1100;

  private Badge() {}

  /**
   * A badge.
   *
   * @param label what it is about, as whoever shows it wants to call that; anything
   */
  static String of(Words words, String label, NetworkView.State state) {
    String chosen = shortened(label);
    String about = chosen.isEmpty() ? words.say("badge.label") : chosen;
    String word = words.say("badge." + state);
    int left = width(about);
    int right = width(word);
    return String.format(
        // Digits as attributes have them, wherever this runs.
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img">\
        <title>%3$s: %4$s</title>\
        <rect width="%1$d" height="%2$d" rx="4" fill="%5$s"/>\
        <path d="M4 0H%6$dV%2$dH4A4 4 0 0 1 0 16V4A4 4 0 0 1 4 0Z" fill="#454c54"/>\
        <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">\
        <text x="%7$d" y="14" text-anchor="middle">%3$s</text>\
        <text x="%8$d" y="14" text-anchor="middle">%4$s</text>\
        </g></svg>
        """,
        left + right,
        HEIGHT,
        escaped(about),
        escaped(word),
        colour(state),
        left,
        left / 2,
        left + right / 2);
  }

  private static String shortened(String label) {
    // What XML cannot hold, and what would make several lines of it.
    String line = label.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_LABEL
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  private static int width(String text) {
    double width = text.codePoints().mapToDouble(Badge::widthOf).sum();
    return (int) Math.ceil(width) + MARGIN;
  }

  private static double widthOf(int point) {
    if (point >= FIRST_SIGN || WIDE.indexOf(point) >= 0) {
      return WIDTH_OF_WIDE;
    }
    return NARROW.indexOf(point) >= 0 ? WIDTH_OF_NARROW : WIDTH;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** White on each of them can be read on pages of any colour (WCAG 2.2, 1.4.3). */
  private static String colour(NetworkView.State state) {
    return switch (state) {
      case CALLING -> "#1a7f37";
      case SILENT -> "#b42318";
      case NOT_PUBLIC -> "#8a5a00";
      case QUIET, PAUSED, NEVER_CALLED -> "#5f6b7a";
    };
  }
}
