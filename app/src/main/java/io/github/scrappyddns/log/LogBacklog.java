package io.github.scrappyddns.log;

import java.util.ArrayDeque;

/**
 * Lines that wait to be written, within a limited room: what there is no room for is counted. Used
 * under the lock of its owner.
 */
final class LogBacklog {
  /** In characters; a line counts for somewhat more than it has. */
  private static final int ROOM = 256 * 1024;

  /** What is kept for warnings and errors. */
  private static final int RESERVED = ROOM / 4;

  private static final int OF_A_LINE = 64;

  private ArrayDeque<String> lines = new ArrayDeque<>();
  private int held;
  private long dropped;
  private long queued;

  /**
   * Adds a line, if there is room for it.
   *
   * @param urgent whether it may take the room that is kept for warnings and errors
   */
  boolean add(String line, boolean urgent) {
    int size = line.length() + OF_A_LINE;
    if (held > 0 && held + size > (urgent ? ROOM : ROOM - RESERVED)) {
      return false;
    }
    lines.add(line);
    held += size;
    queued++;
    return true;
  }

  /** Counts a line that there was no room for. */
  void drop() {
    dropped++;
  }

  /** How many lines there was no room for since the last {@link #drain}. */
  long dropped() {
    return dropped;
  }

  /** How many lines were added so far. */
  long queued() {
    return queued;
  }

  /** Whether there is nothing to write, and nothing to say of what is missing. */
  boolean isEmpty() {
    return lines.isEmpty() && dropped == 0;
  }

  /** Hands over all lines, and begins to count anew. */
  ArrayDeque<String> drain() {
    ArrayDeque<String> all = lines;
    lines = new ArrayDeque<>();
    held = 0;
    dropped = 0;
    return all;
  }
}
