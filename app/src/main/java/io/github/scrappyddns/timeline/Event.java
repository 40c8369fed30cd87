package io.github.scrappyddns.timeline;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one address family of a network: one row of the timeline.
 *
 * @param id grows with time; unique over all networks
 * @param previous what the network held before; null at its first address; the same as {@code
 *     current} where it fell silent
 * @param previousSince since when it held that; null if {@code previous} is
 */
public record Event(
    long id,
    long networkId,
    Kind kind,
    Family family,
    @Nullable PublicAddress previous,
    @Nullable Instant previousSince,
    PublicAddress current,
    Instant at) {

  /** Why the address is in the timeline. */
  public enum Kind {
    /** The first address of this family that the network checked in with. */
    FIRST_SEEN,
    /** A different address from the one held. */
    CHANGED,
    /** The last address that the Python edition had stored; nobody is alerted. */
    TAKEN_OVER,
    /**
     * The network, which had this address, has not called for longer than its owner said it should;
     * it was last heard at {@code previousSince}.
     */
    SILENT,
    /** It calls again, after a silence that began at {@code previousSince}. */
    BACK
  }
}
