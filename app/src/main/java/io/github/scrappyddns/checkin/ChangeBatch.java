package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.HeldAddresses.View;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.AddressTable.Replacement;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.checkin.held.Place;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One batch of check-ins: compares each with what is held after those before it, and stores what is
 * news with the alerts owed for it, by the same few statements whatever its size. It remembers what
 * it replaced, so that memory can follow once it is on disk. Used once, by one thread.
 */
final class ChangeBatch {
  /**
   * What every batch works with.
   *
   * @param ipv6PrefixLength how many bits of an observed IPv6 address must differ in a change
   */
  record Books(
      HeldAddresses held,
      AddressTable addresses,
      Timeline timeline,
      Outbox outbox,
      int ipv6PrefixLength) {}

  /** A change in one line: the name of its network, and what follows it. */
  record Headline(String network, String news) {}

  /** A network that is somewhere else than before. */
  private record Change(Network network, @Nullable Held before, Held after) {
    CheckInResult result() {
      return before == null ? CheckInResult.FIRST_SEEN : CheckInResult.CHANGED;
    }

    Headline headline() {
      return new Headline(
          network.name(),
          "is at "
              + after.address()
              + (before == null ? " (first check-in)" : ", was " + before.address()));
    }
  }

  private final Books books;
  private final long now;
  private final Map<Place, Replacement> replaced = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Held> confirmed = new ArrayList<>();

  /**
   * @param now epoch milliseconds, the time of all its changes
   */
  ChangeBatch(Books books, long now) {
    this.books = books;
    this.now = now;
  }

  /**
   * Stores what is news in the check-ins.
   *
   * @return what became of each; null for one that cannot be stored in this transaction, because
   *     another instance is just storing a change of its network, or because its caller does not
   *     wait any more: this process may have stood still, and the network have moved on meanwhile
   */
  List<@Nullable CheckInResult> store(Transaction writing, List<PendingCheckIn> pending) {
    List<CheckIn> checkIns = pending.stream().map(PendingCheckIn::checkIn).toList();
    View view =
        books.held.view(
            writing,
            checkIns.stream().map(checkIn -> checkIn.network().id()).collect(Collectors.toSet()));
    List<@Nullable CheckInResult> results = new ArrayList<>(checkIns.size());
    // Asked while nobody else can change these networks.
    long time = System.nanoTime();
    for (PendingCheckIn one : pending) {
      boolean fit = !one.isOverdue(time) && view.covers(one.checkIn().network().id());
      results.add(fit ? apply(view, one.checkIn()) : null);
    }
    if (!changes.isEmpty()) {
      books.addresses.replace(writing, List.copyOf(replaced.values()));
      record(writing);
    }
    return results;
  }

  private CheckInResult apply(View view, CheckIn checkIn) {
    CheckInResult result = CheckInResult.UNCHANGED;
    for (Sighting sighting : checkIn.sightings()) {
      Place place = new Place(checkIn.network().id(), sighting.address().family());
      @Nullable Replacement mine = replaced.get(place);
      @Nullable Held held = mine == null ? view.get(place) : mine.after();
      if (held == null || !sighting.confirms(held.address(), books.ipv6PrefixLength)) {
        Held after = new Held(place.networkId(), sighting.address(), now, now);
        replaced.put(place, new Replacement(mine == null ? held : mine.before(), after));
        Change change = new Change(checkIn.network(), held, after);
        changes.add(change);
        result = change.result().compareTo(result) > 0 ? change.result() : result;
      } else if (mine == null) {
        confirmed.add(held);
      }
    }
    return result;
  }

  private void record(Transaction writing) {
    List<Timeline.Entry> entries = changes.stream().map(this::entry).toList();
    List<Long> events = books.timeline.append(writing, entries);
    List<OwedEvent> news = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      news.add(new OwedEvent(changes.get(i).network(), events.get(i)));
    }
    books.outbox.owe(writing, news, now);
  }

  private Timeline.Entry entry(Change change) {
    @Nullable Held before = change.before();
    @Nullable PublicAddress previous = before == null ? null : before.address();
    @Nullable Instant since =
        before == null ? null : Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(before.since(), now));
    return new Timeline.Entry(
        change.network().id(),
        before == null ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
        previous,
        since,
        change.after().address(),
        Instant.ofEpochMilli(now));
  }

  /** Passes on everything that was replaced, in its last state. */
  void forEachReplaced(Consumer<Held> task) {
    replaced.values().forEach(replacement -> task.accept(replacement.after()));
  }

  /** Passes on everything that was seen where it was known to be. */
  void forEachConfirmed(Consumer<Held> task) {
    confirmed.forEach(task);
  }

  /** What the log shall say once it is on disk, in the order of the changes. */
  List<Headline> headlines() {
    return changes.stream().map(Change::headline).toList();
  }

  /** Whether something new is owed. */
  boolean isNews() {
    return !changes.isEmpty();
  }
}
