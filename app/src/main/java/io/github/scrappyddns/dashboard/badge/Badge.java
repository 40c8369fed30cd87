package io.github.scrappyddns.dashboard.badge;

import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.words.Words;

/**
 * A badge as SVG: what it is about on the left, how that is on the right, as other badges have it.
 * It holds nothing but attributes, so that no policy has to allow it a style.
 */
final class Badge {
  private static final Words WORDS = Words.english("pages");
  private static final int LONGEST_LABEL = 40;
  private static final int HEIGHT = 20;
  private static final int MARGIN = 12;

  /** What letters of 11 pixels take on the average, and those that are wider than high. */
  private static final double WIDTH_OF_A_LETTER = 6.6;

  private static final double WIDTH_OF_A_SIGN = 11;
  private static final int FIRST_SIGN = 0x1100;

  private Badge() {}

  /**
   * A badge.
   *
   * @param label what it is about, as whoever shows it wants to call that; anything
   */
  static String of(String label, NetworkView.State state) {
    String about = label.isBlank() ? WORDS.say("badge.label") : shortened(label);
    String word = WORDS.say("badge." + state);
    int left = width(about);
    int right = width(word);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img">\
        <title>%3$s: %4$s</title>\
        <rect width="%1$d" height="%2$d" rx="4" fill="%5$s"/>\
        <path d="M4 0H%6$dV%2$dH4A4 4 0 0 1 0 16V4A4 4 0 0 1 4 0Z" fill="#454c54"/>\
        <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">\
        <text x="6" y="14" textLength="%7$d" lengthAdjust="spacingAndGlyphs">%3$s</text>\
        <text x="%8$d" y="14" textLength="%9$d" lengthAdjust="spacingAndGlyphs">%4$s</text>\
        </g></svg>
        """
        .formatted(
            left + right,
            HEIGHT,
            escaped(about),
            escaped(word),
            colour(state),
            left,
            left - MARGIN,
            left + MARGIN / 2,
            right - MARGIN);
  }

  private static String shortened(String label) {
    // What XML cannot hold, and what would make several lines of it.
    String line = label.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_LABEL
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  private static int width(String text) {
    double width =
        text.codePoints()
            .mapToDouble(point -> point < FIRST_SIGN ? WIDTH_OF_A_LETTER : WIDTH_OF_A_SIGN)
            .sum();
    return (int) Math.ceil(width) + MARGIN;
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
