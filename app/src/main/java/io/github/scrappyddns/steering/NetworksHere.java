package io.github.scrappyddns.steering;

import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.spelling.NameKey;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** The networks that are here, by what they are called: read as a whole. Used by one thread. */
final class NetworksHere {
  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;

  /** By the key of a name: who may call, and, as a negative number, who once could. */
  private final Map<String, Long> ids = new HashMap<>();

  NetworksHere(Ordering ordering, Networks networks, NetworkTable table) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
  }

  /**
   * Reads them anew.
   *
   * @return the revision at which they were read
   */
  long read() {
    ordering.takeOver();
    long known = ordering.revision();
    ids.clear();
    for (long behind = -1, last = 0; last > behind; ) {
      behind = last;
      long page = behind;
      last = ordering.database().read(reading -> table.networks(reading, page, this::note));
    }
    return known;
  }

  private void note(long id, String name) {
    boolean inForce = networks.ids().contains(id);
    ids.merge(
        NameKey.of(name),
        inForce ? id : -id,
        (before, fresh) -> before < 0 && fresh > 0 ? fresh : before);
  }

  /** The number of a network; negative where it is forgotten, 0 where there is none of the name. */
  long find(String name) {
    return ids.getOrDefault(NameKey.of(name), 0L);
  }

  /** Takes note of one that was stored. */
  void put(String name, long id) {
    ids.put(NameKey.of(name), id);
  }

  /** Takes note of a name that no network has any more. */
  void forget(String name) {
    ids.remove(NameKey.of(name));
  }

  /** The numbers of those that were made on the pages and stand in no token list, in order. */
  LongStream madeHere() {
    return ids.values().stream()
        .mapToLong(Long::longValue)
        .filter(id -> id > 0 && networks.isKept(id) && !networks.isListed(id))
        .sorted();
  }
}
