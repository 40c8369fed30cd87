package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What every network is known to hold, in memory: the answer to all but one in ten thousand
 * check-ins. Safe for use by several threads; only the {@link ChangeWriter} replaces addresses.
 */
final class Holdings {
  private final ConcurrentHashMap<Long, Held> ipv4 = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Held> ipv6 = new ConcurrentHashMap<>();
  private final Queue<Held> confirmed = new ConcurrentLinkedQueue<>();

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

  /** Notes that an address was confirmed; it reaches the disk some seconds later. */
  void confirm(Held held, long now) {
    if (held.confirm(now)) {
      confirmed.add(held);
    }
  }

  /** Takes up to {@code limit} confirmations that are not on disk yet. */
  List<Held> takeConfirmed(int limit) {
    List<Held> taken = new ArrayList<>();
    Held next;
    while (taken.size() < limit && (next = confirmed.poll()) != null) {
      next.dequeued();
      taken.add(next);
    }
    return taken;
  }
}
