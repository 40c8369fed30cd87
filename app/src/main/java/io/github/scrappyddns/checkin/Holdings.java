package io.github.scrappyddns.checkin;

import com.google.common.collect.Iterators;
import io.github.scrappyddns.address.Family;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every network is known to hold, in memory: the answer to all but one in ten thousand
 * check-ins. Safe for use by several threads; only the {@link ChangeWriter} replaces addresses.
 */
final class Holdings {
  private final Map<Family, Map<Long, Held>> families = new EnumMap<>(Family.class);

  Holdings() {
    for (Family family : Family.values()) {
      families.put(family, new ConcurrentHashMap<>());
    }
  }

  @Nullable Held get(long networkId, Family family) {
    return of(family).get(networkId);
  }

  void put(Held held) {
    of(held.address().family()).put(held.networkId(), held);
  }

  @SuppressWarnings("NullAway") // The constructor puts one for each family.
  private Map<Long, Held> of(Family family) {
    return families.get(family);
  }

  /** Every address that is held now; those that come meanwhile may be missed. */
  Iterator<Held> all() {
    return Iterators.concat(
        families.values().stream().map(held -> held.values().iterator()).iterator());
  }
}
