package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;
import org.jspecify.annotations.Nullable;

/** Where a network holds an address: one place for each family. */
public record Place(long networkId, Family family) {
  // By hand: for the equality of records the JDK loads a part of itself that nothing else needs.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place place && place.networkId == networkId && place.family == family;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(networkId) + family.number();
  }
}
