package io.github.scrappyddns.checkin;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import io.github.scrappyddns.address.Family;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What every network is known to hold, in memory: the answer to all but one in ten thousand
 * check-ins. Safe for use by several threads; only one at a time puts addresses in.
 */
final class Holdings {
  private final Map<Family, Pages> families = new EnumMap<>(Family.class);

  Holdings() {
    for (Family family : Family.values()) {
      families.put(family, new Pages());
    }
  }

  @Nullable Held get(long networkId, Family family) {
    return of(family).get(networkId);
  }

  synchronized void put(Held held) {
    of(held.address().family()).put(held);
  }

  @SuppressWarnings("NullAway") // The constructor puts one for each family.
  private Pages of(Family family) {
    return families.get(family);
  }

  /** Every address that is held now; those that come meanwhile may be missed. */
  Iterator<Held> all() {
    return Iterators.concat(families.values().stream().map(Pages::iterator).iterator());
  }

  /**
   * Addresses by the id of their network: the database numbers networks from 1, so a place in an
   * array takes the place of a map, and a page of it is made when the first id falls into it.
   */
  private static final class Pages {
    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private volatile AtomicReferenceArray<AtomicReferenceArray<Held>> pages =
        new AtomicReferenceArray<>(1);

    @Nullable Held get(long networkId) {
      @Nullable AtomicReferenceArray<Held> page = page(networkId);
      return page == null ? null : page.get((int) (networkId & (PAGE - 1)));
    }

    private @Nullable AtomicReferenceArray<Held> page(long networkId) {
      AtomicReferenceArray<AtomicReferenceArray<Held>> all = pages;
      long number = networkId >>> PAGE_BITS;
      return number < all.length() ? all.get((int) number) : null;
    }

    void put(Held held) {
      @Nullable AtomicReferenceArray<Held> page = page(held.networkId());
      if (page == null) {
        page = new AtomicReferenceArray<>(PAGE);
        add(Math.toIntExact(held.networkId() >>> PAGE_BITS), page);
      }
      page.set((int) (held.networkId() & (PAGE - 1)), held);
    }

    private void add(int number, AtomicReferenceArray<Held> page) {
      AtomicReferenceArray<AtomicReferenceArray<Held>> all = pages;
      if (number >= all.length()) {
        AtomicReferenceArray<AtomicReferenceArray<Held>> more =
            new AtomicReferenceArray<>(Math.max(number + 1, all.length() * 2));
        for (int i = 0; i < all.length(); i++) {
          more.set(i, all.get(i));
        }
        all = more;
      }
      all.set(number, page);
      pages = all;
    }

    Iterator<Held> iterator() {
      return new AbstractIterator<>() {
        private long next;

        @Override
        protected @Nullable Held computeNext() {
          long end = (long) pages.length() << PAGE_BITS;
          while (next < end) {
            @Nullable AtomicReferenceArray<Held> page = page(next);
            if (page == null) {
              next = (next | (PAGE - 1)) + 1;
              continue;
            }
            @Nullable Held held = page.get((int) (next++ & (PAGE - 1)));
            if (held != null) {
              return held;
            }
          }
          return endOfData();
        }
      };
    }
  }
}
