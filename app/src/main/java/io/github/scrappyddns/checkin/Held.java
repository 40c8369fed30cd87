package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The address that a network is known to have in one family, and when it was last confirmed.
 *
 * <p>The address stands here in its bits, not as an object of its own: with very many networks
 * every object on the way is one more wait for memory.
 */
final class Held {
  private static final long CONFIRMED_AT_MOST_EVERY_MILLIS = 1_000;
  private static final AtomicLongFieldUpdater<Held> LAST_SEEN =
      AtomicLongFieldUpdater.newUpdater(Held.class, "lastSeen");

  private final long networkId;
  private final Family family;
  private final long high;
  private final long low;
  private final long since;
  private volatile long lastSeen;
  private long lastWritten;

  /**
   * @param since epoch milliseconds of the event that brought it
   * @param lastSeen epoch milliseconds of the last check-in from there, as on disk
   */
  Held(long networkId, PublicAddress address, long since, long lastSeen) {
    this.networkId = networkId;
    this.family = address.family();
    this.high = address.high();
    this.low = address.low();
    this.since = since;
    this.lastSeen = lastSeen;
    this.lastWritten = lastSeen;
  }

  long networkId() {
    return networkId;
  }

  PublicAddress address() {
    return new PublicAddress(family, high, low);
  }

  long since() {
    return since;
  }

  long lastSeen() {
    return lastSeen;
  }

  /** Whether a sighting in the same family tells anything else than what is held. */
  boolean differsFrom(Sighting sighting, int ipv6PrefixLength) {
    PublicAddress other = sighting.address();
    if (high == other.high() && low == other.low()) {
      return false;
    }
    boolean whole = sighting.declared() || family != Family.IPV6;
    return whole || !address().samePrefix(other, ipv6PrefixLength);
  }

  /** Notes, to the second, that a network was seen at this address again. */
  void confirm(long now) {
    long before = lastSeen;
    if (now - before >= CONFIRMED_AT_MOST_EVERY_MILLIS || now < before) {
      // Lazily: a volatile write would make every caller of a large installation wait for memory.
      LAST_SEEN.lazySet(this, now);
    }
  }

  /** Whether it was confirmed since the last call; for one thread only. */
  boolean takeConfirmed() {
    long seen = lastSeen;
    boolean confirmed = seen != lastWritten;
    lastWritten = seen;
    return confirmed;
  }
}
