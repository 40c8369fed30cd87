package io.github.scrappyddns.spelling;

import java.text.Normalizer;

/**
 * What all spellings of one network's name have in common: two names are the same where their keys
 * are equal.
 *
 * <p>Editors and keyboards spell what looks the same in several ways: é as one character or as two,
 * a blank that does not break, a zero-width space that was pasted along. So a key is in Unicode's
 * NFC, has single blanks for all white space, none at its ends, and nothing that prints nothing.
 * Joiners stay: they tell letters of some scripts, and pictures, apart.
 */
public final class NameKey {
  private static final char ZERO_WIDTH_SPACE = '\u200B';
  private static final char WORD_JOINER = '\u2060';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private NameKey() {}

  /** The key of a name; empty where nothing of it can be seen. */
  public static String of(String name) {
    return isPlain(name) ? name : Normalizer.normalize(folded(name), Normalizer.Form.NFC);
  }

  /** Whether it is its own key at first sight; nearly every name is. */
  private static boolean isPlain(String name) {
    char before = ' ';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }

  private static String folded(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == ZERO_WIDTH_SPACE || c == WORD_JOINER || c == BYTE_ORDER_MARK) {
        continue;
      }
      boolean white = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!white) {
        text.append(c);
      } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    return text.toString().stripTrailing();
  }
}
