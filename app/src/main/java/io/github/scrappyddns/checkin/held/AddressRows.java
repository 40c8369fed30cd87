package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that networks hold in one family, in rows of numbers by the id of the network.
 *
 * <p>The database numbers networks from 1, so an array replaces a map; a longer one takes over when
 * an id lies beyond its end. There is no object for each address: with very many networks, every
 * object on the way is one more wait for memory.
 *
 * <p>Safe for use by several threads. {@link #confirm} takes no lock: a row has a version, odd
 * while the row is written or is not known, and two equal even ones around a reading tell that it
 * was whole. A confirmation that meets the array's replacement may be forgotten: the next one is
 * noted.
 */
final class AddressRows {
  /** No network has this id: the database numbers them from 1. */
  static final long NONE = -1;

  /** The positions of a row's numbers, those of {@link #confirm} first. */
  private static final int VERSION = 0;

  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int LAST_SEEN = 3;
  private static final int SINCE = 4;
  private static final int LAST_WRITTEN = 5;
  private static final int ROW = 6;

  private static final long NEVER_WRITTEN = Long.MIN_VALUE;
  private static final int FIRST_ROWS = 64;
  private static final long CONFIRMED_AT_MOST_EVERY_MILLIS = 1_000;

  private final Family family;
  private volatile AtomicLongArray rows = new AtomicLongArray(FIRST_ROWS * ROW);

  AddressRows(Family family) {
    this.family = family;
  }

  /**
   * Notes, to the second, that a network was seen at its known address.
   *
   * @param now epoch milliseconds
   * @return false if the sighting may be news; {@link #get} tells whether it is
   */
  boolean confirm(long networkId, Sighting sighting, int ipv6PrefixLength, long now) {
    AtomicLongArray all = rows;
    int row = row(all, networkId);
    if (row < 0) {
      return false;
    }
    long version = all.getAcquire(row + VERSION);
    long high = all.getAcquire(row + HIGH);
    long low = all.getAcquire(row + LOW);
    boolean whole = isHeld(version) && all.getOpaque(row + VERSION) == version;
    if (!whole || !sighting.confirms(high, low, ipv6PrefixLength)) {
      return false;
    }
    long before = all.getOpaque(row + LAST_SEEN);
    if (now - before >= CONFIRMED_AT_MOST_EVERY_MILLIS || now < before) {
      // No volatile write: every caller of a large installation would wait for memory.
      all.setOpaque(row + LAST_SEEN, now);
    }
    return true;
  }

  /** What a network holds; null if it holds nothing. */
  synchronized @Nullable Held get(long networkId) {
    int row = row(rows, networkId);
    if (row < 0 || !isHeld(rows.get(row + VERSION))) {
      return null;
    }
    PublicAddress address = new PublicAddress(family, rows.get(row + HIGH), rows.get(row + LOW));
    return new Held(networkId, address, rows.get(row + SINCE), rows.get(row + LAST_SEEN));
  }

  /** When the network last called; 0 where nothing is known of it. */
  long lastSeen(long networkId) {
    AtomicLongArray all = rows;
    int row = row(all, networkId);
    return row < 0 || all.getAcquire(row + VERSION) == 0 ? 0 : all.getOpaque(row + LAST_SEEN);
  }

  /** Replaces what the network holds. */
  synchronized void put(Held held) {
    AtomicLongArray all = rows;
    int row = row(all, held.networkId());
    if (row < 0) {
      all = longer(all, held.networkId());
      row = row(all, held.networkId());
      rows = all;
    }
    long underWay = all.get(row + VERSION) | 1;
    all.set(row + VERSION, underWay);
    all.setRelease(row + HIGH, held.address().high());
    all.setRelease(row + LOW, held.address().low());
    all.setRelease(row + LAST_SEEN, held.lastSeen());
    all.setRelease(row + SINCE, held.since());
    all.setRelease(row + LAST_WRITTEN, held.lastSeen());
    all.setRelease(row + VERSION, underWay + 1);
  }

  /** Puts what the network holds where nothing was ever put for it. */
  synchronized void putFirst(Held held) {
    int row = row(rows, held.networkId());
    if (row < 0 || rows.get(row + VERSION) == 0) {
      put(held);
    }
  }

  /** Knows no longer what the network holds, until the next {@link #put}. */
  synchronized void forget(long networkId) {
    int row = row(rows, networkId);
    if (row >= 0) {
      rows.set(row + VERSION, rows.get(row + VERSION) | 1);
    }
  }

  /**
   * What a network holds, if it was confirmed since the last call of this or of {@link #put};
   * otherwise null.
   */
  synchronized @Nullable Held takeConfirmed(long networkId) {
    @Nullable Held held = get(networkId);
    if (held == null) {
      return null;
    }
    int lastWritten = row(rows, networkId) + LAST_WRITTEN;
    return rows.getAndSet(lastWritten, held.lastSeen()) == held.lastSeen() ? null : held;
  }

  /** Says that what {@link #takeConfirmed} gave could not be written: it gives it again. */
  synchronized void takeBack(Held held) {
    int row = row(rows, held.networkId());
    rows.compareAndSet(row + LAST_WRITTEN, held.lastSeen(), NEVER_WRITTEN);
  }

  /**
   * The first id from this one on whose network holds something; {@link #NONE} if there is none.
   */
  long next(long from) {
    AtomicLongArray all = rows;
    for (long id = from; row(all, id) >= 0; id++) {
      if (all.get(row(all, id) + VERSION) != 0) {
        return id;
      }
    }
    return NONE;
  }

  private static AtomicLongArray longer(AtomicLongArray rows, long networkId) {
    long needed = Math.max(networkId + 1, 2L * rows.length() / ROW);
    AtomicLongArray longer = new AtomicLongArray(Math.toIntExact(needed * ROW));
    for (int i = 0; i < rows.length(); i++) {
      longer.setPlain(i, rows.get(i));
    }
    return longer;
  }

  private static boolean isHeld(long version) {
    return version != 0 && (version & 1) == 0;
  }

  /** Where the row of a network begins; -1 if it lies beyond the end. */
  private static int row(AtomicLongArray rows, long networkId) {
    return networkId < rows.length() / ROW ? (int) networkId * ROW : -1;
  }
}
