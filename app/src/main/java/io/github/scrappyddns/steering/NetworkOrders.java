package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.spelling.NameKey;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The orders about networks: that they are there, and what they are called. What the token list
 * says of a network is changed there alone: its name and its tokens. Safe for use by several
 * threads.
 */
public final class NetworkOrders {
  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final NetworkRows rows;
  private final NetworkSettingsOrders settings;
  private final TokenOrders tokens;
  private final Audit audit;
  private final RegistryTable registry = new RegistryTable();

  NetworkOrders(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      NetworkRows rows,
      NetworkSettingsOrders settings,
      TokenOrders tokens,
      Audit audit) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.rows = rows;
    this.settings = settings;
    this.tokens = tokens;
    this.audit = audit;
  }

  /**
   * Adds a network with its first token. One of this name that was there before, and is in no token
   * list any more, comes back with its history.
   */
  public Outcome<NewToken> add(Visitor who, String typed) {
    String name = typed.strip();
    Optional<Refusal> bad = Refusal.ofName(name);
    if (bad.isPresent()) {
      return Outcome.refused(bad.get());
    }
    Optional<Outcome<NewToken>> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      long known = ordering.revision();
      List<Network> alike = table.named(ordering.database(), NameKey.of(name));
      if (alike.stream().anyMatch(network -> isInForce(network.id()))) {
        return Outcome.refused(Refusal.NAME_TAKEN);
      }
      long forgotten = alike.isEmpty() ? 0 : alike.get(0).id();
      outcome =
          ordering.runFrom(
              known, (writing, revision) -> add(writing, revision, who, name, forgotten));
    }
    return outcome.get();
  }

  private Outcome<NewToken> add(
      Transaction writing, long revision, Visitor who, String name, long forgotten) {
    long id = rows.begin(writing, revision, forgotten, name);
    audit.note(writing, who, Deed.ADDED_NETWORK, name);
    return Outcome.done(tokens.store(writing, id, name, revision));
  }

  private boolean isInForce(long id) {
    return networks.ids().contains(id);
  }

  /** Gives a network another name. */
  public Optional<Refusal> rename(Visitor who, long id, String typed) {
    String name = typed.strip();
    return called(
        id, Optional.of(name), (writing, revision) -> rename(writing, revision, who, id, name));
  }

  /** Carries out an order that rests on nobody else having the name that it gives, if any. */
  private Optional<Refusal> called(
      long id, Optional<String> name, Ordering.Order<Optional<Refusal>> order) {
    Optional<Refusal> bad = name.flatMap(wanted -> steerable(id).or(() -> Refusal.ofName(wanted)));
    Optional<Optional<Refusal>> outcome = bad.isPresent() ? Optional.of(bad) : Optional.empty();
    while (outcome.isEmpty()) {
      long known = ordering.revision();
      if (name.isPresent() && isTaken(id, name.get())) {
        return Optional.of(Refusal.NAME_TAKEN);
      }
      outcome = ordering.runFrom(known, order);
    }
    return outcome.get();
  }

  private Optional<Refusal> rename(
      Transaction writing, long revision, Visitor who, long id, String name) {
    Optional<String> before = table.lock(writing, id);
    if (before.isEmpty()) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    if (!before.get().equals(name)) {
      table.rename(writing, id, name, revision);
      registry.touch(writing, id, revision);
      audit.note(writing, who, Deed.RENAMED_NETWORK, before.get() + " → " + name);
    }
    return Optional.empty();
  }

  /**
   * Changes several things of a network at once.
   *
   * @param version told the revision of what is changed, before it is; what it throws ends the
   *     order
   */
  public Optional<Refusal> change(
      Visitor who, long id, NetworkChange change, LongConsumer version) {
    if (!isInForce(id)) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    Optional<String> name = change.name().map(String::strip);
    return called(
        id,
        name,
        (writing, revision) -> {
          version.accept(registry.revision(writing, id));
          Optional<Refusal> refused =
              name.flatMap(wanted -> rename(writing, revision, who, id, wanted));
          return refused.isPresent()
              ? refused
              : settings.set(writing, revision, who, id, change.deeds(), change::applied);
        });
  }

  private boolean isTaken(long id, String name) {
    return table.named(ordering.database(), NameKey.of(name)).stream()
        .anyMatch(other -> other.id() != id && isInForce(other.id()));
  }

  /** Why the name of a network is not changed here, nor its tokens, nor that it is there. */
  private Optional<Refusal> steerable(long id) {
    if (networks.isListed(id)) {
      return Optional.of(Refusal.OF_TOKEN_LIST);
    }
    return networks.isKept(id) ? Optional.empty() : Optional.of(Refusal.NO_NETWORK);
  }

  /** The name of a network that was made on the pages; empty for all others. */
  public Optional<String> nameOf(long id) {
    return networks.isKept(id)
        ? ordering.database().read(reading -> table.find(reading, id)).map(Network::name)
        : Optional.empty();
  }

  /** What would be lost with a network; empty where it cannot be removed here. */
  public Outcome<Loss> loss(long id) {
    Optional<Refusal> refusal = steerable(id);
    return refusal.isPresent()
        ? Outcome.refused(refusal.get())
        : ordering.database().read(reading -> Outcome.done(rows.loss(reading, id)));
  }

  /** Removes a network with all that is known of it. */
  public Optional<Refusal> remove(Visitor who, long id) {
    return remove(who, id, any -> {});
  }

  /**
   * The same.
   *
   * @param version as of {@link #change}
   */
  public Optional<Refusal> remove(Visitor who, long id, LongConsumer version) {
    Optional<Refusal> refusal = steerable(id);
    return refusal.isPresent()
        ? refusal
        : ordering.run(
            (writing, revision) -> {
              version.accept(registry.revision(writing, id));
              return remove(writing, revision, who, id);
            });
  }

  /** Who is just storing a change of it is waited for; who comes later finds no network. */
  private Optional<Refusal> remove(Transaction writing, long revision, Visitor who, long id) {
    Optional<String> name = table.lock(writing, id);
    if (name.isEmpty()) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    rows.remove(writing, revision, id);
    audit.note(writing, who, Deed.REMOVED_NETWORK, name.get());
    return Optional.empty();
  }
}
