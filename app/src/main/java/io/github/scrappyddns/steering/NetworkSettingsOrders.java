package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.steering.NetworkOrdering.Locked;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The orders about what is told of a network, and when it is silent; whoever named it. Each answers
 * why it is refused. Safe for use by several threads.
 */
public final class NetworkSettingsOrders {
  private final NetworkOrdering ordering;
  private final Networks networks;
  private final NetworkRows rows;
  private final InstantSource clock;

  NetworkSettingsOrders(
      NetworkOrdering ordering, Networks networks, NetworkRows rows, InstantSource clock) {
    this.ordering = ordering;
    this.networks = networks;
    this.rows = rows;
    this.clock = clock;
  }

  /** Has nothing told of a network from now on. Its calls are answered, and its addresses kept. */
  public Optional<Refusal> pause(Visitor who, long id) {
    return set(who, id, Deed.PAUSED_NETWORK, before -> paused(before, true));
  }

  /** Has news of a network told again, but nothing of what happened meanwhile. */
  public Optional<Refusal> resume(Visitor who, long id) {
    return set(who, id, Deed.RESUMED_NETWORK, before -> paused(before, false));
  }

  private static NetworkSettings paused(NetworkSettings before, boolean paused) {
    return new NetworkSettings(paused, before.silentAfter(), before.maintenanceUntil());
  }

  /**
   * Says after how long a network is silent.
   *
   * @param millis as {@link NetworkSettings#silentAfter}
   */
  public Optional<Refusal> silentAfter(Visitor who, long id, long millis) {
    return set(
        who,
        id,
        Deed.SET_SILENCE,
        before -> new NetworkSettings(before.paused(), millis, before.maintenanceUntil()));
  }

  /** Says that a network may be away for so long from now on. */
  public Optional<Refusal> maintain(Visitor who, long id, Duration time) {
    long until = clock.millis() + time.toMillis();
    return set(who, id, Deed.SET_MAINTENANCE, before -> awayUntil(before, until));
  }

  /** Ends that. */
  public Optional<Refusal> endMaintenance(Visitor who, long id) {
    return set(who, id, Deed.ENDED_MAINTENANCE, before -> awayUntil(before, 0));
  }

  private static NetworkSettings awayUntil(NetworkSettings before, long until) {
    return new NetworkSettings(before.paused(), before.silentAfter(), until);
  }

  private Optional<Refusal> set(
      Visitor who, long id, Deed deed, UnaryOperator<NetworkSettings> change) {
    if (!networks.ids().contains(id)) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    return ordering.run(who, id, network -> set(network, Set.of(deed), change));
  }

  /** The same as part of an order. */
  Optional<Refusal> set(
      Transaction writing,
      long revision,
      Visitor who,
      long id,
      Set<Deed> deeds,
      UnaryOperator<NetworkSettings> change) {
    return ordering
        .lock(writing, revision, who, id)
        .map(network -> set(network, deeds, change))
        .orElse(Optional.of(Refusal.NO_NETWORK));
  }

  private Optional<Refusal> set(
      Locked network, Set<Deed> deeds, UnaryOperator<NetworkSettings> change) {
    rows.set(network.writing(), network.revision(), network.id(), change);
    deeds.forEach(deed -> network.note(deed, network.name()));
    return Optional.empty();
  }
}
