package io.github.scrappyddns.spelling;

/** How DNS spells a label that is not all ASCII: RFC 3492, with the settings of IDNA. */
final class Punycode {
  private static final int BASE = 36;
  private static final int LEAST_THRESHOLD = 1;
  private static final int MOST_THRESHOLD = 26;
  private static final int SKEW = 38;
  private static final int DAMPING = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_BEYOND_ASCII = 128;

  private Punycode() {}

  /** The label with its prefix {@code xn--}; one of ASCII alone is returned as it is. */
  static String encode(String label) {
    int[] letters = label.codePoints().toArray();
    StringBuilder encoded = new StringBuilder("xn--");
    int handled = 0;
    for (int letter : letters) {
      if (letter < FIRST_BEYOND_ASCII) {
        encoded.append((char) letter);
        handled++;
      }
    }
    if (handled == letters.length) {
      return label;
    }
    if (handled > 0) {
      encoded.append('-');
    }
    int plain = handled;
    int next = FIRST_BEYOND_ASCII;
    int delta = 0;
    int bias = FIRST_BIAS;
    while (handled < letters.length) {
      int least = least(letters, next);
      delta += (least - next) * (handled + 1);
      next = least;
      for (int letter : letters) {
        if (letter < next) {
          delta++;
        } else if (letter == next) {
          append(encoded, delta, bias);
          bias = adapted(delta, handled + 1, handled == plain);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next++;
    }
    return encoded.toString();
  }

  private static int least(int[] letters, int from) {
    int least = Integer.MAX_VALUE;
    for (int letter : letters) {
      if (letter >= from && letter < least) {
        least = letter;
      }
    }
    return least;
  }

  private static void append(StringBuilder encoded, int delta, int bias) {
    int rest = delta;
    for (int step = BASE; ; step += BASE) {
      int threshold = Math.max(LEAST_THRESHOLD, Math.min(MOST_THRESHOLD, step - bias));
      if (rest < threshold) {
        encoded.append(digit(rest));
        return;
      }
      encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int adapted(int delta, int points, boolean first) {
    int rest = first ? delta / DAMPING : delta / 2;
    rest += rest / points;
    int steps = 0;
    while (rest > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2) {
      rest /= BASE - LEAST_THRESHOLD;
      steps += BASE;
    }
    return steps + (BASE - LEAST_THRESHOLD + 1) * rest / (rest + SKEW);
  }
}
