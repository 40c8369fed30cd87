package io.github.scrappyddns.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word a mistyped one was meant to be. */
final class Spelling {
  private Spelling() {}

  /**
   * The known word at the smallest edit distance, if that is at most a third of the word, or if the
   * word is how the known one begins.
   */
  static Optional<String> nearest(String word, List<String> known) {
    String upper = word.toUpperCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(upper, candidate)))
        .filter(
            candidate ->
                candidate.startsWith(upper + "_")
                    || distance(upper, candidate) <= Math.max(2, word.length() / 3));
  }

  /** Levenshtein's: insertions, deletions and replacements of one letter. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
