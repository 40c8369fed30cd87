package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.silence.SilenceTable;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * The orders about networks. What the token list says of a network is changed there alone: its name
 * and its tokens. Safe for use by several threads.
 */
public final class NetworkOrders {
  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final TokenOrders tokens;
  private final Audit audit;
  private final InstantSource clock;
  private final RegistryTable registry = new RegistryTable();
  private final AddressTable addresses = new AddressTable();
  private final BadgeTable badges = new BadgeTable();
  private final SilenceTable silences = new SilenceTable();
  private final Timeline timeline = new Timeline();
  private final Outbox outbox = new Outbox(new ChannelsInForce(List.of()), Duration.ZERO);

  NetworkOrders(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      TokenOrders tokens,
      Audit audit,
      InstantSource clock) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds a network with its first token. One of this name that was there before, and is in no token
   * list any more, comes back with its history.
   */
  public Outcome<NewToken> add(Visitor who, String typed) {
    String name = typed.strip();
    Optional<Refusal> bad = refusal(name);
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
      outcome =
          ordering.runFrom(known, (writing, revision) -> add(writing, revision, who, name, alike));
    }
    return outcome.get();
  }

  private Outcome<NewToken> add(
      Transaction writing, long revision, Visitor who, String name, List<Network> forgotten) {
    long id =
        forgotten.isEmpty()
            ? table.insert(writing, name, revision)
            : back(writing, forgotten.get(0).id(), name, revision);
    registry.keep(writing, id, revision);
    audit.note(writing, who, Deed.ADDED_NETWORK, name);
    return Outcome.done(tokens.store(writing, id, name, revision));
  }

  private long back(Transaction writing, long id, String name, long revision) {
    table.rename(writing, id, name, revision);
    return id;
  }

  /** Why a network cannot be called so. */
  static Optional<Refusal> refusal(String name) {
    if (NameKey.of(name).isEmpty()) {
      return Optional.of(Refusal.NO_NAME);
    }
    if (name.codePointCount(0, name.length()) > Network.LONGEST_NAME) {
      return Optional.of(Refusal.NAME_TOO_LONG);
    }
    return Network.isName(name) ? Optional.empty() : Optional.of(Refusal.NAME_NOT_PRINTABLE);
  }

  private boolean isInForce(long id) {
    return networks.isListed(id) || networks.isKept(id);
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
    Optional<Refusal> bad = name.flatMap(wanted -> steerable(id).or(() -> refusal(wanted)));
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
              : set(writing, revision, who, id, change.deeds(), change::applied);
        });
  }

  private boolean isTaken(long id, String name) {
    return table.named(ordering.database(), NameKey.of(name)).stream()
        .anyMatch(other -> other.id() != id && isInForce(other.id()));
  }

  /** Why the name of a network is not changed here, nor its tokens, nor that it is there. */
  Optional<Refusal> steerable(long id) {
    if (networks.isListed(id)) {
      return Optional.of(Refusal.OF_TOKEN_LIST);
    }
    return networks.isKept(id) ? Optional.empty() : Optional.of(Refusal.NO_NETWORK);
  }

  /**
   * Has nothing told of a network from now on. Its calls are answered, and its addresses kept.
   *
   * @return why not
   */
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
    return set(
        who,
        id,
        Deed.SET_MAINTENANCE,
        before -> new NetworkSettings(before.paused(), before.silentAfter(), until));
  }

  /** Ends that. */
  public Optional<Refusal> endMaintenance(Visitor who, long id) {
    return set(
        who,
        id,
        Deed.ENDED_MAINTENANCE,
        before -> new NetworkSettings(before.paused(), before.silentAfter(), 0));
  }

  private Optional<Refusal> set(
      Visitor who, long id, Deed deed, UnaryOperator<NetworkSettings> change) {
    if (!isInForce(id)) {
      return Optional.of(Refusal.NO_NETWORK);
    }
    return ordering.run(
        (writing, revision) -> set(writing, revision, who, id, Set.of(deed), change));
  }

  private Optional<Refusal> set(
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
    NetworkSettings before = registry.settings(writing, id);
    NetworkSettings after = change.apply(before);
    registry.set(writing, id, after, revision);
    if (before.paused() != after.paused()) {
      outbox.strikeOut(writing, id, timeline.newestOf(writing, id));
    }
    deeds.forEach(deed -> audit.note(writing, who, deed, name.get()));
    return Optional.empty();
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
        : ordering
            .database()
            .read(
                reading ->
                    Outcome.done(
                        new Loss(
                            table.byId(reading, id).name(),
                            timeline.count(reading, id),
                            registry.tokens(reading, id, clock.millis()).size())));
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
    silences.remove(writing, id);
    timeline.remove(writing, id);
    long newest = timeline.newest(writing);
    outbox.remove(writing, id, newest);
    ReadMarks.forget(writing, id, newest);
    addresses.remove(writing, id);
    badges.remove(writing, id);
    registry.remove(writing, id, clock.millis(), revision);
    table.remove(writing, id);
    audit.note(writing, who, Deed.REMOVED_NETWORK, name.get());
    return Optional.empty();
  }
}
