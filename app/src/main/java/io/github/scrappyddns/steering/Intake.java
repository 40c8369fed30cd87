package io.github.scrappyddns.steering;

import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
    /**
     * It gets the settings of the copy, and has its tokens alone, if the copy has any; and its
     * name, where none of its own name was written down. A token of another network moves to it.
     */
    REPLACE
  }

  private static final int TRIES = 20;

  private final Ordering ordering;
  private final NetworkTable table;
  private final InstantSource clock;
  private final NetworksHere here;
  private final NetworkRows rows;
  private final RegistryTable registry = new RegistryTable();
  private final AddressTable addresses = new AddressTable();
  private final Timeline timeline = new Timeline();
  private final NetworkComparison comparison;
  private final Set<Long> met = new HashSet<>();
  private final Consumer<Held> memory;
  private NetworkComparison.Others others = new NetworkComparison.Others(Set.of(), Set.of());
  private long known;

  /**
   * @param memory is told what new networks hold, once it is stored
   */
  Intake(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      NetworkRows rows,
      InstantSource clock,
      Consumer<Held> memory) {
    this.memory = memory;
    this.ordering = ordering;
    this.table = table;
    this.rows = rows;
    this.clock = clock;
    comparison = new NetworkComparison(networks, clock);
    here = new NetworksHere(ordering, networks, table);
    known = here.read();
  }

  /**
   * Says what all copies are of, before the first of them.
   *
   * @param names the keys of the names of their networks
   * @param tokens theirs
   */
  public void expect(Set<String> names, Set<TokenDigest> tokens) {
    others = new NetworkComparison.Others(names, tokens);
  }

  /** Compares a copy with what is here. */
  public NetworkStep compare(NetworkCopy copy, Manner manner) {
    return met(look(copy, manner), copy);
  }

  private NetworkStep met(NetworkStep step, NetworkCopy copy) {
    met.add(step.id());
    if (step.remarks().contains(NetworkStep.Remark.TOKEN_OF_ANOTHER)) {
      // A token that the file knows goes on opening those.
      met.addAll(ordering.database().read(reading -> comparison.opened(reading, copy)));
    }
    return step;
  }

  private NetworkStep look(NetworkCopy copy, Manner manner) {
    Optional<Refusal> bad = Refusal.ofName(copy.name());
    if (bad.isPresent()) {
      return NetworkStep.refused(bad.get());
    }
    long id = here.find(copy.name());
    return ordering.database().read(reading -> look(reading, id, copy, manner == Manner.REPLACE));
  }

  private NetworkStep look(Transaction reading, long id, NetworkCopy copy, boolean replace) {
    if (id > 0) {
      return comparison.withKnown(
          reading, id, copy, replace ? Optional.of(others) : Optional.empty());
    }
    Optional<NetworkStep> renamed = replace ? renamed(reading, copy) : Optional.empty();
    return renamed.orElseGet(() -> comparison.withNew(reading, -id, copy, replace));
  }

  /** One that a token of the copy opens, and of whose name there is no copy: it is the same. */
  private Optional<NetworkStep> renamed(Transaction reading, NetworkCopy copy) {
    return comparison.opened(reading, copy).stream()
        .filter(id -> !met.contains(id))
        .flatMap(id -> table.find(reading, id).stream())
        .filter(one -> !others.names().contains(NameKey.of(one.name())))
        .findFirst()
        .map(
            one ->
                comparison
                    .withKnown(reading, one.id(), copy, Optional.of(others))
                    .renamedFrom(one.name()));
  }

  /**
   * Takes in a copy; gives what that came to. It is in force with {@link #putIntoForce}.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if it could not be stored; then
   *     nothing of it was, or its answer was lost: to take it in again does no harm
   */
  public NetworkStep takeIn(NetworkCopy copy, Manner manner) {
    for (int left = TRIES; left > 0; left--) {
      NetworkStep step = look(copy, manner);
      if (!step.isChange()) {
        return met(step, copy);
      }
      Optional<Long> raised =
          ordering.storeFrom(known, (writing, revision) -> store(writing, revision, step, copy));
      if (raised.isPresent()) {
        known = raised.get();
        if (step.withPast()) {
          long id = here.find(copy.name());
          copy.addresses().forEach(one -> memory.accept(held(id, one)));
        }
        return met(step, copy);
      }
      known = here.read();
    }
    throw new IllegalStateException("Others change networks all the time");
  }

  private long store(Transaction writing, long revision, NetworkStep step, NetworkCopy copy) {
    long id = step.inForce() ? step.id() : rows.begin(writing, revision, step.id(), copy.name());
    step.was().ifPresent(was -> rename(writing, revision, id, was, copy.name()));
    step.settings().ifPresent(settings -> rows.set(writing, revision, id, before -> settings));
    long now = clock.millis();
    step.added()
        .forEach(
            token ->
                registry.insert(
                    writing, token.digest(), NetworkComparison.row(id, token, now), revision));
    step.moved().forEach(token -> registry.move(writing, token, id, revision));
    step.ended().forEach(token -> registry.end(writing, token, now, revision));
    registry.touch(writing, id, revision);
    if (step.withPast()) {
      tell(writing, id, copy);
    }
    here.put(copy.name(), id);
    met.add(id);
    return revision;
  }

  private void rename(Transaction writing, long revision, long id, String was, String name) {
    table.rename(writing, id, name, revision);
    here.forget(was);
  }

  /** What happened elsewhere: it was told there, and counts as read. */
  private void tell(Transaction writing, long id, NetworkCopy copy) {
    for (NetworkCopy.Address one : copy.addresses()) {
      addresses.insert(writing, held(id, one));
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

  private static Held held(long id, NetworkCopy.Address one) {
    return new Held(id, one.address(), one.since().toEpochMilli(), one.lastSeen().toEpochMilli());
  }

  /** Puts what was taken in into force here; other instances do with their next look. */
  public void putIntoForce() {
    ordering.takeOver();
  }

  /** The networks that were made on the pages and of which no copy was met. */
  public List<Network> notMet() {
    List<Network> others = new ArrayList<>();
    here.madeHere()
        .filter(id -> !met.contains(id))
        .forEach(
            id ->
                ordering
                    .database()
                    .read(reading -> table.find(reading, id))
                    .ifPresent(others::add));
    return others;
  }
}
