package io.github.scrappyddns.checkin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The rounds that look for addresses that were confirmed since their row was written.
 *
 * <p>A round goes on where the last one ended and looks at no more than a part of very many, so
 * that the disk is not busy with when networks were last seen: neighbours in memory are neighbours
 * in the table, and one page takes them all. Used by one thread.
 */
final class Confirmations {
  private static final int PLACES_A_ROUND = 5_000;
  private static final int PLACES_AT_ONCE = 1_000;

  private final Holdings holdings;
  private Iterator<Held> places = Collections.emptyIterator();
  private int left;

  Confirmations(Holdings holdings) {
    this.holdings = holdings;
  }

  /** Begins a round. */
  void begin() {
    if (!places.hasNext()) {
      places = holdings.all();
    }
    left = PLACES_A_ROUND;
  }

  /** Begins the last round: it looks at every place. */
  void beginLast() {
    places = holdings.all();
    left = Integer.MAX_VALUE;
  }

  /** Whether the round has more to look at. */
  boolean hasMore() {
    return left > 0 && places.hasNext();
  }

  /** Looks at the next places of the round; gives those to write, which count as written then. */
  List<Held> next() {
    List<Held> confirmed = new ArrayList<>();
    for (int i = 0; i < PLACES_AT_ONCE && hasMore(); i++) {
      Held held = places.next();
      left--;
      if (held.takeConfirmed()) {
        confirmed.add(held);
      }
    }
    return confirmed;
  }
}
