package io.github.scrappyddns.network;

import java.util.ArrayList;
import java.util.List;

/** What was found in a file; of very many findings the first, and how many more there are. */
final class Findings {
  private static final int MOST_TOLD = 50;

  private final List<String> first = new ArrayList<>();
  private int others;

  void add(String finding) {
    if (first.size() < MOST_TOLD) {
      first.add(finding);
    } else {
      others++;
    }
  }

  boolean isEmpty() {
    return first.isEmpty();
  }

  List<String> told() {
    List<String> told = new ArrayList<>(first);
    if (others > 0) {
      told.add("… and " + others + " more");
    }
    return List.copyOf(told);
  }
}
