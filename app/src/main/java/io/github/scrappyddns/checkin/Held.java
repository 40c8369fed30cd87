package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;

/** The address that a network is known to have in one family, and when it was last confirmed. */
final class Held {
  private final long networkId;
  private final PublicAddress address;
  private final long since;
  private volatile long lastSeen;
  private volatile boolean confirmed;

  /**
   * @param since epoch milliseconds of the event that brought it
   * @param lastSeen epoch milliseconds of the last check-in from there
   */
  Held(long networkId, PublicAddress address, long since, long lastSeen) {
    this.networkId = networkId;
    this.address = address;
    this.since = since;
    this.lastSeen = lastSeen;
  }

  long networkId() {
    return networkId;
  }

  PublicAddress address() {
    return address;
  }

  long since() {
    return since;
  }

  long lastSeen() {
    return lastSeen;
  }

  /** Whether a sighting tells anything else than what is held. */
  boolean differsFrom(Sighting sighting, int ipv6PrefixLength) {
    PublicAddress other = sighting.address();
    boolean whole = sighting.declared() || other.family() == Family.IPV4;
    return whole ? !address.equals(other) : !address.samePrefix(other, ipv6PrefixLength);
  }

  /** Notes that a network was seen at this address again. */
  void confirm(long now) {
    lastSeen = now;
    if (!confirmed) {
      confirmed = true;
    }
  }

  /** Whether it was confirmed since the last call. */
  boolean takeConfirmed() {
    if (!confirmed) {
      return false;
    }
    confirmed = false;
    return true;
  }
}
