package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.network.Networks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** The orders about the badges of networks. Safe for use by several threads. */
public final class BadgeOrders {
  /** 128 bits, which nobody guesses. */
  private static final int BYTES = 16;

  private final NetworkOrdering ordering;
  private final Networks networks;
  private final InstantSource clock;
  private final SecureRandom random;
  private final BadgeTable badges = new BadgeTable();

  BadgeOrders(
      NetworkOrdering ordering, Networks networks, InstantSource clock, SecureRandom random) {
    this.ordering = ordering;
    this.networks = networks;
    this.clock = clock;
    this.random = random;
  }

  /** The code of a network's badge; empty where it has none. */
  public Optional<String> of(long networkId) {
    return ordering.database().read(reading -> badges.code(reading, networkId));
  }

  /**
   * Gives a network a badge; where it has one, another in its place.
   *
   * @return why not
   */
  public Optional<Refusal> make(Visitor who, long networkId) {
    if (!networks.ids().contains(networkId)) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    return ordering.run(
        who,
        networkId,
        network -> {
          boolean renewed = badges.code(network.writing(), networkId).isPresent();
          badges.put(network.writing(), networkId, code(), clock.millis());
          network.note(renewed ? Deed.REPLACED_BADGE : Deed.MADE_BADGE, network.name());
          return Optional.empty();
        });
  }

  private String code() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Takes it away, if there is one. */
  public Optional<Refusal> remove(Visitor who, long networkId) {
    return ordering.run(
        who,
        networkId,
        network -> {
          if (badges.remove(network.writing(), networkId)) {
            network.note(Deed.REMOVED_BADGE, network.name());
          }
          return Optional.empty();
        });
  }
}
