package io.github.scrappyddns.checkin.held;

import java.util.List;

/** The addresses that were confirmed since they were last written, in rounds. */
public interface Confirmations {
  /** Begins a round. */
  void begin();

  /** Begins the last round: it looks at all. */
  void beginLast();

  /** Whether the round has more to look at. */
  boolean hasMore();

  /** Looks at the next part of the round; returns those to write, which then count as written. */
  List<Held> next();

  /** Says that what {@link #next} gave could not be written: it gives it again. */
  void takeBack(Held held);
}
