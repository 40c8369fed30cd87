package io.github.scrappyddns.network;

import io.github.scrappyddns.spelling.NameKey;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a token list by the names that they give: those with one name, however it is
 * spelled, are keys to one network. A group goes by the number of its first line.
 *
 * <p>In arrays of numbers, because a list may be very long: a map would hold every name twice.
 */
final class NameGroups {
  /** No line, and no group. */
  static final int NONE = -1;

  private final List<TokenList.Entry> lines;
  private final int[] hashes;
  private final int[] firstLines;
  private final int[] groups;
  private final int[] next;

  NameGroups(List<TokenList.Entry> lines) {
    this.lines = lines;
    int slots = Math.max(4, lines.size() + lines.size() / 2);
    hashes = new int[slots];
    firstLines = filled(slots);
    groups = new int[lines.size()];
    next = filled(lines.size());
    int[] last = new int[lines.size()];
    for (int line = 0; line < lines.size(); line++) {
      String key = NameKey.of(lines.get(line).name());
      int slot = slot(key);
      if (firstLines[slot] == NONE) {
        firstLines[slot] = line;
        hashes[slot] = key.hashCode();
      } else {
        next[last[firstLines[slot]]] = line;
      }
      groups[line] = firstLines[slot];
      last[firstLines[slot]] = line;
    }
  }

  private static int[] filled(int size) {
    int[] numbers = new int[size];
    Arrays.fill(numbers, NONE);
    return numbers;
  }

  /** The group of a name. */
  int of(String name) {
    return firstLines[slot(NameKey.of(name))];
  }

  /** The name of a group as its first line spells it. */
  String name(int group) {
    return lines.get(group).name();
  }

  /** The first group. */
  int first() {
    return lines.isEmpty() ? NONE : 0;
  }

  /** The group behind this one in the order of the list. */
  int behind(int group) {
    int line = group + 1;
    while (line < groups.length && groups[line] != line) {
      line++;
    }
    return line < groups.length ? line : NONE;
  }

  /** The next line of the same group. */
  int next(int line) {
    return next[line];
  }

  /** The group of a line. */
  int ofLine(int line) {
    return groups[line];
  }

  private int slot(String key) {
    int hash = key.hashCode();
    int slot = Math.floorMod(hash * 0x9E3779B9, firstLines.length);
    while (firstLines[slot] != NONE
        && (hashes[slot] != hash || !NameKey.of(name(firstLines[slot])).equals(key))) {
      slot = slot + 1 == firstLines.length ? 0 : slot + 1;
    }
    return slot;
  }
}
