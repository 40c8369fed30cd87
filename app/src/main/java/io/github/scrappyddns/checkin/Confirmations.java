package io.github.scrappyddns.checkin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds that look for addresses that were confirmed since they were last written.
 *
 * <p>A round continues where the last one ended and looks at only a part of very many, so that
 * "last seen" does not keep the disk busy: neighbours in memory are neighbours in the table, and
 * one page takes them all. Used by one thread.
 */
final class Confirmations {
  private static final int PLACES_A_ROUND = 5_000;
  private static final int PLACES_AT_ONCE = 1_000;

  private final Holdings holdings;
  private Iterator<AddressRows> families;
  private AddressRows rows;
  private long networkId = AddressRows.NONE;
  private int left;

  Confirmations(Holdings holdings) {
    this.holdings = holdings;
    this.families = holdings.families().iterator();
    this.rows = families.next();
  }

  /** Begins a round. */
  void begin() {
    left = PLACES_A_ROUND;
    if (networkId == AddressRows.NONE) {
      goToTheFirst();
    }
  }

  /** Begins the last round: it looks at every place. */
  void beginLast() {
    left = Integer.MAX_VALUE;
    goToTheFirst();
  }

  /** Whether the round has more to look at. */
  boolean hasMore() {
    return left > 0 && networkId != AddressRows.NONE;
  }

  /** Looks at the next places of the round; returns those to write, which then count as written. */
  List<Held> next() {
    List<Held> confirmed = new ArrayList<>();
    for (int i = 0; i < PLACES_AT_ONCE && hasMore(); i++) {
      @Nullable Held held = rows.takeConfirmed(networkId);
      if (held != null) {
        confirmed.add(held);
      }
      left--;
      goTo(networkId + 1);
    }
    return confirmed;
  }

  private void goToTheFirst() {
    families = holdings.families().iterator();
    rows = families.next();
    goTo(0);
  }

  private void goTo(long from) {
    networkId = rows.next(from);
    while (networkId == AddressRows.NONE && families.hasNext()) {
      rows = families.next();
      networkId = rows.next(0);
    }
  }
}
