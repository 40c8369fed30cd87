package io.github.scrappyddns.checkin.held;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds that look for addresses that were confirmed in memory.
 *
 * <p>A round continues where the last one ended and looks at only a part of very many, so that
 * "last seen" does not keep the disk busy: neighbours in memory are neighbours in the table, and
 * one page takes them all. Used by one thread.
 */
public final class ConfirmedInMemory implements Confirmations {
  private static final int PLACES_A_ROUND = 5_000;
  private static final int PLACES_AT_ONCE = 1_000;

  private final Holdings holdings;
  private Iterator<AddressRows> families;
  private AddressRows rows;
  private long networkId = AddressRows.NONE;
  private int left;

  public ConfirmedInMemory(Holdings holdings) {
    this.holdings = holdings;
    this.families = holdings.families().iterator();
    this.rows = families.next();
  }

  @Override
  public void begin() {
    left = PLACES_A_ROUND;
    if (networkId == AddressRows.NONE) {
      goToTheFirst();
    }
  }

  @Override
  public void beginLast() {
    left = Integer.MAX_VALUE;
    goToTheFirst();
  }

  @Override
  public boolean hasMore() {
    return left > 0 && networkId != AddressRows.NONE;
  }

  @Override
  public List<Held> next() {
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

  @Override
  public void takeBack(Held held) {
    holdings.takeBack(held);
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
