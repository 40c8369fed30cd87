package io.github.scrappyddns.transfer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an import does, or would do.
 *
 * @param networks how many networks each thing happens to
 * @param channels the same of channels
 * @param lines what happens to whom, in the order of the file; the first of them, without those
 *     that there is nothing to say of
 * @param more how many lines there are beyond these
 * @param passedOver the members of the file that this program does not know
 */
public record Plan(
    Map<Verdict, Integer> networks,
    Map<Verdict, Integer> channels,
    List<Line> lines,
    int more,
    Set<String> passedOver) {
  /** What happens to a network or a channel. */
  public enum Verdict {
    ADDED,
    CHANGED,
    /** It is here already, and stays as it is. */
    LEFT_ALONE,
    /** It cannot be taken in. */
    SKIPPED,
    REMOVED
  }

  /** What it happens to. */
  public enum Subject {
    NETWORK,
    CHANNEL
  }

  /**
   * What happens to one of them.
   *
   * @param note why, or what else to know; may be empty
   */
  public record Line(Verdict verdict, Subject subject, String name, String note) {
    @Override
    public String toString() {
      String what =
          verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + ": "
              + subject.name().toLowerCase(Locale.ROOT)
              + " "
              + name;
      return note.isEmpty() ? what : what + " (" + note + ")";
    }
  }

  /** Whether anything is different afterwards. */
  public boolean isChange() {
    return changes(networks) || changes(channels);
  }

  private static boolean changes(Map<Verdict, Integer> counts) {
    return counts.containsKey(Verdict.ADDED)
        || counts.containsKey(Verdict.CHANGED)
        || counts.containsKey(Verdict.REMOVED);
  }

  /** It in one line. */
  @Override
  public String toString() {
    return "networks: " + text(networks) + "; channels: " + text(channels);
  }

  private static String text(Map<Verdict, Integer> counts) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      int count = counts.getOrDefault(verdict, 0);
      if (count > 0) {
        parts.add(count + " " + verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  /** A plan that is being made. */
  static final class Draft {
    private static final int MOST_LINES = 1_000;

    private final Map<Verdict, Integer> networks = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Integer> channels = new EnumMap<>(Verdict.class);
    private final List<Line> lines = new ArrayList<>();
    private int more;

    void add(Verdict verdict, Subject subject, String name, String note) {
      (subject == Subject.NETWORK ? networks : channels).merge(verdict, 1, Integer::sum);
      if (verdict == Verdict.LEFT_ALONE && note.isEmpty()) {
        return;
      }
      if (lines.size() < MOST_LINES) {
        lines.add(new Line(verdict, subject, name, note));
      } else {
        more++;
      }
    }

    Plan plan(Set<String> passedOver) {
      return new Plan(
          Map.copyOf(networks), Map.copyOf(channels), List.copyOf(lines), more, passedOver);
    }
  }
}
