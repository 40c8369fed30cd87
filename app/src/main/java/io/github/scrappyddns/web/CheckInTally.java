package io.github.scrappyddns.web;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.checkin.CheckInResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many check-ins came since the start, and what became of them. Counting neither waits nor
 * allocates. Safe for use by several threads.
 */
public final class CheckInTally {
  /** What became of one. */
  public enum Outcome {
    UNCHANGED,
    CHANGED,
    BAD_ADDRESS,
    FAILED
  }

  private final Map<Dialect, Map<Outcome, LongAdder>> counts = new EnumMap<>(Dialect.class);

  CheckInTally() {
    for (Dialect dialect : Dialect.values()) {
      Map<Outcome, LongAdder> zeros = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        zeros.put(outcome, new LongAdder());
      }
      counts.put(dialect, zeros);
    }
  }

  private LongAdder at(Dialect dialect, Outcome outcome) {
    return requireNonNull(requireNonNull(counts.get(dialect)).get(outcome));
  }

  void count(Dialect dialect, Outcome outcome) {
    at(dialect, outcome).increment();
  }

  /** Counts one that was compared, and stored where it brought news. */
  void count(Dialect dialect, CheckInResult result) {
    count(dialect, result == CheckInResult.UNCHANGED ? Outcome.UNCHANGED : Outcome.CHANGED);
  }

  /** How many there were. */
  public long of(Dialect dialect, Outcome outcome) {
    return at(dialect, outcome).sum();
  }
}
