package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.PublicAddress;

/**
 * The address that a network is known to have in one family.
 *
 * @param since epoch milliseconds of the event that brought it
 * @param lastSeen epoch milliseconds of the last check-in from there
 */
public record Held(long networkId, PublicAddress address, long since, long lastSeen) {
  public Place place() {
    return new Place(networkId, address.family());
  }

  /** The same, seen at another time. */
  public Held seenAt(long time) {
    return new Held(networkId, address, since, time);
  }
}
