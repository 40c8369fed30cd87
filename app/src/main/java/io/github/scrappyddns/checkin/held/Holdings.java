package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every network is known to hold, in memory: the answer to all but one in ten thousand
 * check-ins. Safe for use by several threads.
 */
public final class Holdings {
  private final AddressRows ipv4 = new AddressRows(Family.IPV4);
  private final AddressRows ipv6 = new AddressRows(Family.IPV6);
  private final AddressRows ipv6Prefixes = new AddressRows(Family.IPV6_PREFIX);

  /** As {@link AddressRows#confirm}. */
  public boolean confirm(long networkId, Sighting sighting, int ipv6PrefixLength, long now) {
    return of(sighting.address().family()).confirm(networkId, sighting, ipv6PrefixLength, now);
  }

  public @Nullable Held get(long networkId, Family family) {
    return of(family).get(networkId);
  }

  /** When the network last called, in any family; 0 where it never did. */
  public long lastSeen(long networkId) {
    return Math.max(
        ipv4.lastSeen(networkId),
        Math.max(ipv6.lastSeen(networkId), ipv6Prefixes.lastSeen(networkId)));
  }

  public void put(Held held) {
    of(held.address().family()).put(held);
  }

  /** Puts what a network holds, unless something is known of it in this family. */
  public void putFirst(Held held) {
    of(held.address().family()).putFirst(held);
  }

  /** As {@link AddressRows#takeBack}. */
  void takeBack(Held held) {
    of(held.address().family()).takeBack(held);
  }

  /** Forgets what a network holds in the family of this address: the database knows. */
  public void forget(Held held) {
    of(held.address().family()).forget(held.networkId());
  }

  List<AddressRows> families() {
    return List.of(ipv4, ipv6, ipv6Prefixes);
  }

  private AddressRows of(Family family) {
    return switch (family) {
      case IPV4 -> ipv4;
      case IPV6 -> ipv6;
      case IPV6_PREFIX -> ipv6Prefixes;
    };
  }
}
