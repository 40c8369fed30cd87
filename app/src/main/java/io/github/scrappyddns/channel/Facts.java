package io.github.scrappyddns.channel;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an alert's words were made of, for a receiver that acts on it and does not read.
 *
 * @param event what happened last
 * @param network the network's name
 * @param at when that was
 * @param moves the addresses that are news, one for each family at most, the newest last; where the
 *     network fell silent or is back, the one that it has
 */
public record Facts(Event event, String network, Instant at, List<Move> moves) {
  /** What happened to a network. */
  public enum Event {
    /** It has an address for the first time. */
    FIRST,
    /** It has another address. */
    CHANGED,
    /** It has not called for longer than it should. */
    SILENT,
    /** It calls again. */
    BACK
  }

  /**
   * An address that a network has now.
   *
   * @param previous what it was before all that the alert tells of; empty where there was none
   */
  public record Move(Family family, Optional<PublicAddress> previous, PublicAddress current) {}

  public Facts {
    moves = List.copyOf(moves);
  }
}
