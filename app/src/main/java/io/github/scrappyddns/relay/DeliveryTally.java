package io.github.scrappyddns.relay;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many attempts to deliver there were since the start, and how they ended, by the kind of
 * channel. Safe for use by several threads.
 */
public final class DeliveryTally {
  /** Takes what was counted. */
  public interface Reader {
    void take(String kind, Outcome outcome, long count);
  }

  private final Map<String, Map<Outcome, LongAdder>> byKind = new ConcurrentHashMap<>();

  /** Begins to count a kind, so that it stands there with 0. */
  void expect(String kind) {
    byKind.computeIfAbsent(kind, unused -> zeros());
  }

  void count(String kind, Outcome outcome) {
    requireNonNull(byKind.computeIfAbsent(kind, unused -> zeros()).get(outcome)).increment();
  }

  private static Map<Outcome, LongAdder> zeros() {
    Map<Outcome, LongAdder> zeros = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      zeros.put(outcome, new LongAdder());
    }
    return zeros;
  }

  /** Tells all of it. */
  public void read(Reader reader) {
    byKind.forEach(
        (kind, counts) ->
            counts.forEach((outcome, count) -> reader.take(kind, outcome, count.sum())));
  }
}
