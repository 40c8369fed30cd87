package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
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
  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final NetworkRows rows;
  private final Audit audit;
  private final InstantSource clock;

  NetworkSettingsOrders(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      NetworkRows rows,
      Audit audit,
      InstantSource clock) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.rows = rows;
    this.audit = audit;
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
    return ordering.run(
        (writing, revision) -> set(writing, revision, who, id, Set.of(deed), change));
  }

  /** The same as part of an order. */
  Optional<Refusal> set(
      Transaction writing,
      long revision,
      Visitor who,
      long id,
      Set<Deed> deeds,
      UnaryOperator<NetworkSettings> change) {
    Optional<String> name = table.lock(writing, id);
    if (name.isEmpty()) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    rows.set(writing, revision, id, change);
    deeds.forEach(deed -> audit.note(writing, who, deed, name.get()));
    return Optional.empty();
  }
}
