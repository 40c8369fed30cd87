package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** The orders about the badges of networks. Safe for use by several threads. */
public final class BadgeOrders {
  /** 128 bits, which nobody guesses. */
  private static final int BYTES = 16;

  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random;
  private final BadgeTable badges = new BadgeTable();

  BadgeOrders(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      Audit audit,
      InstantSource clock,
      SecureRandom random) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.audit = audit;
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
        (writing, revision) -> {
          Optional<String> name = table.lock(writing, networkId);
          if (name.isEmpty()) {
            return Optional.of(Refusal.NO_NETWORK);
          }
          boolean renewed = badges.code(writing, networkId).isPresent();
          badges.put(writing, networkId, code(), clock.millis());
          audit.note(writing, who, renewed ? Deed.REPLACED_BADGE : Deed.MADE_BADGE, name.get());
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
        (writing, revision) -> {
          Optional<String> name = table.lock(writing, networkId);
          if (name.isEmpty()) {
            return Optional.of(Refusal.NO_NETWORK);
          }
          if (badges.remove(writing, networkId)) {
            audit.note(writing, who, Deed.REMOVED_BADGE, name.get());
          }
          return Optional.empty();
        });
  }
}
