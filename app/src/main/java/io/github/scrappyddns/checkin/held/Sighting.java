package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;

/**
 * An address that a network was found at.
 *
 * @param declared whether the caller declared it; otherwise it is where the call came from, and of
 *     an IPv6 address only the network's prefix counts, since privacy extensions (RFC 8981) rotate
 *     the rest
 */
public record Sighting(PublicAddress address, boolean declared) {

  /** Whether it tells nothing new about a network that holds an address in the same family. */
  public boolean confirms(PublicAddress held, int ipv6PrefixLength) {
    return confirms(held.high(), held.low(), ipv6PrefixLength);
  }

  /**
   * The same, for the {@link PublicAddress#high} and {@link PublicAddress#low} of the held address.
   */
  public boolean confirms(long high, long low, int ipv6PrefixLength) {
    if (high == address.high() && low == address.low()) {
      return true;
    }
    Family family = address.family();
    return !declared
        && family == Family.IPV6
        && address.samePrefix(new PublicAddress(family, high, low), ipv6PrefixLength);
  }
}
