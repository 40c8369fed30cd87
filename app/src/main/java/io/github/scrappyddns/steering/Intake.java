package io.github.scrappyddns.steering;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes in networks that were written down elsewhere, one transaction each. The names of all
 * that are here are read once. Nobody is alerted of what is taken in: it is history. Used once, by
 * one thread.
 */
public final class Intake {
  /** What becomes of a network that is here already. */
  public enum Manner {
    /** It gets the tokens that it lacks; nothing of it is changed. */
    MERGE,
    /** It gets the settings of the copy, and has its tokens alone, if the copy has any. */
    REPLACE
  }

  private static final int TRIES = 20;

  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final InstantSource clock;
  private final RegistryTable registry = new RegistryTable();
  private final AddressTable addresses = new AddressTable();
  private final Timeline timeline = new Timeline();
  private final NetworkComparison comparison;
  private final Outbox outbox = new Outbox(new ChannelsInForce(List.of()), Duration.ZERO);

  /** By the key of a name: who may call, and, as a negative number, who once could. */
  private final Map<String, Long> ids = new HashMap<>();

  private final Set<Long> met = new HashSet<>();
  private long known;

  Intake(Ordering ordering, Networks networks, NetworkTable table, InstantSource clock) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.clock = clock;
    comparison = new NetworkComparison(networks, clock);
    readNames();
  }

  private void readNames() {
    ordering.takeOver();
    known = ordering.revision();
    ids.clear();
    for (long behind = -1, last = 0; last > behind; ) {
      behind = last;
      long page = behind;
      last = ordering.database().read(reading -> table.networks(reading, page, this::note));
    }
  }

  private void note(long id, String name) {
    boolean inForce = networks.isListed(id) || networks.isKept(id);
    ids.merge(
        NameKey.of(name),
        inForce ? id : -id,
        (before, fresh) -> before < 0 && fresh > 0 ? fresh : before);
  }

  /** Compares a copy with what is here. */
  public NetworkStep compare(NetworkCopy copy, Manner manner) {
    Optional<Refusal> bad = NetworkOrders.refusal(copy.name());
    if (bad.isPresent()) {
      return NetworkStep.refused(bad.get());
    }
    long id = ids.getOrDefault(NameKey.of(copy.name()), 0L);
    met.add(id);
    return ordering
        .database()
        .read(
            reading ->
                id > 0
                    ? comparison.withKnown(reading, id, copy, manner == Manner.REPLACE)
                    : comparison.withNew(reading, -id, copy));
  }

  /**
   * Takes in a copy; gives what that came to. It is in force with {@link #putIntoForce}.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if it could not be stored; then
   *     nothing of it was, or its answer was lost: to take it in again does no harm
   */
  public NetworkStep takeIn(NetworkCopy copy, Manner manner) {
    for (int left = TRIES; left > 0; left--) {
      NetworkStep step = compare(copy, manner);
      if (!step.isChange()) {
        return step;
      }
      Optional<Long> raised =
          ordering.storeFrom(known, (writing, revision) -> store(writing, revision, step, copy));
      if (raised.isPresent()) {
        known = raised.get();
        return step;
      }
      readNames();
    }
    throw new IllegalStateException("Others change networks all the time");
  }

  private long store(Transaction writing, long revision, NetworkStep step, NetworkCopy copy) {
    long id = step.inForce() ? step.id() : begin(writing, revision, step.id(), copy.name());
    step.settings().ifPresent(settings -> set(writing, id, settings, revision));
    long now = clock.millis();
    step.added()
        .forEach(
            token ->
                registry.insert(
                    writing, token.digest(), NetworkComparison.row(id, token, now), revision));
    step.ended().forEach(token -> registry.end(writing, token, now, revision));
    if (step.withPast()) {
      tell(writing, id, copy);
    }
    ids.put(NameKey.of(copy.name()), id);
    met.add(id);
    return revision;
  }

  private long begin(Transaction writing, long revision, long forgotten, String name) {
    long id = forgotten;
    if (forgotten == 0) {
      id = table.insert(writing, name, revision);
    } else {
      table.rename(writing, id, name, revision);
    }
    registry.keep(writing, id, revision);
    return id;
  }

  private void set(Transaction writing, long id, NetworkSettings settings, long revision) {
    boolean paused = registry.settings(writing, id).paused();
    registry.set(writing, id, settings, revision);
    if (paused != settings.paused()) {
      outbox.strikeOut(writing, id, timeline.newestOf(writing, id));
    }
  }

  /** What happened elsewhere: it was told there, and counts as read. */
  private void tell(Transaction writing, long id, NetworkCopy copy) {
    for (NetworkCopy.Address one : copy.addresses()) {
      addresses.insert(
          writing,
          new Held(id, one.address(), one.since().toEpochMilli(), one.lastSeen().toEpochMilli()));
    }
    List<Long> events =
        timeline.append(
            writing,
            copy.history().stream()
                .map(
                    event ->
                        new Timeline.Entry(
                            id,
                            event.kind(),
                            event.previous(),
                            event.previousSince(),
                            event.current(),
                            event.at()))
                .toList());
    if (!events.isEmpty()) {
      ReadMarks.network(writing, id, events.get(events.size() - 1));
    }
  }

  /** Puts what was taken in into force here; other instances do with their next look. */
  public void putIntoForce() {
    ordering.takeOver();
  }

  /** The networks that were made on the pages and of which no copy was met. */
  public List<Network> notMet() {
    List<Network> others = new ArrayList<>();
    ids.values().stream()
        .filter(id -> id > 0 && !met.contains(id) && networks.isKept(id) && !networks.isListed(id))
        .sorted()
        .forEach(
            id ->
                ordering
                    .database()
                    .read(reading -> table.find(reading, id))
                    .ifPresent(others::add));
    return others;
  }
}
