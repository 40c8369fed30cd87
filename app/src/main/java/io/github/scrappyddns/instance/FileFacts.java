package io.github.scrappyddns.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the files of one instance say that is to be alike on all: matters, such as a network's name
 * or a setting's key, each with its value or a fingerprint of it. Holds no secret. Immutable.
 */
public final class FileFacts {
  /** What begins the matter of a channel; its name follows. */
  public static final String CHANNEL = "channel ";

  static final FileFacts NONE = new FileFacts(new TreeMap<>());

  private static final int MOST_NAMED = 3;

  private final NavigableMap<String, String> values;

  private FileFacts(NavigableMap<String, String> values) {
    this.values = values;
  }

  public static FileFacts of(Map<String, String> values) {
    return new FileFacts(new TreeMap<>(values));
  }

  /** As {@link #text} writes it. */
  static FileFacts read(String text) {
    NavigableMap<String, String> values = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        values.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return new FileFacts(values);
  }

  /** A line for each matter. */
  String text() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Equal where all is alike. */
  String digest() {
    return fingerprint(text());
  }

  /** Tells two texts apart, and nothing of what they say. */
  public static String fingerprint(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(UTF_8))).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of its channels. */
  Set<String> channels() {
    return values.keySet().stream()
        .filter(matter -> matter.startsWith(CHANNEL))
        .map(matter -> matter.substring(CHANNEL.length()))
        .collect(Collectors.toSet());
  }

  /** What differs, in words; of many matters the first few, and how many more there are. */
  String differences(FileFacts there) {
    Set<String> onlyHere = new TreeSet<>(values.keySet());
    onlyHere.removeAll(there.values.keySet());
    Set<String> onlyThere = new TreeSet<>(there.values.keySet());
    onlyThere.removeAll(values.keySet());
    Set<String> other =
        values.keySet().stream()
            .filter(there.values::containsKey)
            .filter(matter -> !Objects.equals(values.get(matter), there.values.get(matter)))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> parts = new ArrayList<>();
    add(parts, "only here: ", onlyHere);
    add(parts, "only there: ", onlyThere);
    add(parts, "not alike: ", other);
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String words, Set<String> matters) {
    if (!matters.isEmpty()) {
      String named = matters.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      int more = matters.size() - MOST_NAMED;
      parts.add(words + named + (more > 0 ? " and " + more + " more" : ""));
    }
  }
}
