package io.github.scrappyddns.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All calls, as their callers saw them. Safe for use by several threads. */
final class Journal {
  private final Map<String, List<Call>> calls = new TreeMap<>();
  private final List<String> surprises = new ArrayList<>();

  synchronized void add(Call call) {
    calls.computeIfAbsent(call.network(), name -> new ArrayList<>()).add(call);
  }

  /** Notes an answer that no caller should ever get. */
  synchronized void surprise(String answer) {
    surprises.add(answer);
  }

  synchronized List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** Those of a network, in order: each was sent after the one before had ended. */
  synchronized List<Call> of(String network) {
    return List.copyOf(calls.getOrDefault(network, List.of()));
  }

  synchronized Set<String> networks() {
    return Set.copyOf(calls.keySet());
  }

  synchronized List<Call> all() {
    return calls.values().stream().flatMap(List::stream).toList();
  }

  /** What a network ever declared. */
  Set<String> declared(String network) {
    return of(network).stream().map(Call::address).collect(Collectors.toSet());
  }

  /** The longest time within these bounds in which nobody's change was stored. */
  Duration longestSilence(Instant from, Instant until) {
    List<Instant> stored =
        all().stream()
            .filter(call -> call.stored() && call.change())
            .map(Call::answered)
            .sorted()
            .toList();
    Duration longest = Duration.ZERO;
    for (int i = 1; i < stored.size(); i++) {
      Duration gap = Duration.between(stored.get(i - 1), stored.get(i));
      if (stored.get(i).isAfter(from)
          && stored.get(i - 1).isBefore(until)
          && gap.compareTo(longest) > 0) {
        longest = gap;
      }
    }
    return longest;
  }

  /** How many calls ended how, and how long the slowest took. */
  String summary() {
    List<Call> all = all();
    StringBuilder text = new StringBuilder();
    for (Call.Outcome outcome : Call.Outcome.values()) {
      List<Call> such = all.stream().filter(call -> call.outcome() == outcome).toList();
      long slowest =
          such.stream()
              .map(Call::took)
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO)
              .toMillis();
      text.append(such.size())
          .append(' ')
          .append(outcome)
          .append(" (the slowest after ")
          .append(slowest)
          .append(" ms), ");
    }
    long changes = all.stream().filter(call -> call.stored() && call.change()).count();
    return text.append(changes).append(" changes stored").toString();
  }
}
