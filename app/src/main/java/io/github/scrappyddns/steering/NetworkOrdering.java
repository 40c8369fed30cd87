package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkTable;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an order about one network is carried out: as {@link Ordering} says, with the network locked,
 * and the deed noted in the same transaction.
 */
final class NetworkOrdering {
  private final Ordering ordering;
  private final NetworkTable table;
  private final Audit audit;

  NetworkOrdering(Ordering ordering, NetworkTable table, Audit audit) {
    this.ordering = ordering;
    this.table = table;
    this.audit = audit;
  }

  Database database() {
    return ordering.database();
  }

  /** A network that nobody else changes until the order is stored, and who gave that. */
  record Locked(
      Transaction writing, long revision, Visitor who, long id, String name, Audit audit) {
    /** Adds an entry to the list of deeds. */
    void note(Deed deed, String about) {
      audit.note(writing, who, deed, about);
    }
  }

  /** Carries out an order, unless there is no such network. */
  Optional<Refusal> run(Visitor who, long id, Function<Locked, Optional<Refusal>> order) {
    return run(who, id, order, Optional.of(Refusal.NO_NETWORK));
  }

  /** The same for an order that makes something. */
  <T> Outcome<T> make(Visitor who, long id, Function<Locked, Outcome<T>> order) {
    return run(who, id, order, Outcome.refused(Refusal.NO_NETWORK));
  }

  private <T> T run(Visitor who, long id, Function<Locked, T> order, T none) {
    return ordering.run(
        (writing, revision) -> lock(writing, revision, who, id).map(order).orElse(none));
  }

  /** The network, if there is one, within an order that has begun. */
  Optional<Locked> lock(Transaction writing, long revision, Visitor who, long id) {
    return table.lock(writing, id).map(name -> new Locked(writing, revision, who, id, name, audit));
  }
}
