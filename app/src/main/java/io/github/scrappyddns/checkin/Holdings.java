package io.github.scrappyddns.checkin;

import com.google.common.collect.Iterators;
import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every network is known to hold, in memory: the answer to all but one in ten thousand
 * check-ins. Safe for use by several threads; only the {@link ChangeWriter} replaces addresses.
 */
final class Holdings {
  private final ConcurrentHashMap<Long, Held> ipv4 = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Held> ipv6 = new ConcurrentHashMap<>();

  @Nullable Held get(long networkId, Family family) {
    return of(family).get(networkId);
  }

  void put(Held held) {
    of(held.address().family()).put(held.networkId(), held);
  }

  void put(long networkId, PublicAddress address, long since, long lastSeen) {
    put(new Held(networkId, address, since, lastSeen));
  }

  private ConcurrentHashMap<Long, Held> of(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** Every address that is held now; those that come meanwhile may be missed. */
  Iterator<Held> all() {
    return Iterators.concat(ipv4.values().iterator(), ipv6.values().iterator());
  }
}
