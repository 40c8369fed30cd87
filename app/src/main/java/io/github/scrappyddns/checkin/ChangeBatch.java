package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one batch of check-ins: compares each with what is held, and stores what is
 * news with the alerts owed for it. It remembers what it replaced, so that memory can follow once
 * it is on disk. Used once, by one thread.
 */
final class ChangeBatch {
  /**
   * What every batch works with.
   *
   * @param ipv6PrefixLength how many bits of an observed IPv6 address must differ in a change
   */
  record Books(
      Holdings holdings,
      AddressTable addresses,
      Timeline timeline,
      Outbox outbox,
      int ipv6PrefixLength) {}

  /** A change in one line: the name of its network, and what follows it. */
  record Headline(String network, String news) {}

  private final Books books;
  private final long now;
  private final Map<Family, Map<Long, Held>> replaced = new EnumMap<>(Family.class);
  private final List<Headline> headlines = new ArrayList<>();

  /**
   * @param now epoch milliseconds, the time of all its changes
   */
  ChangeBatch(Books books, long now) {
    this.books = books;
    this.now = now;
  }

  /** Stores what is news in one check-in, after those that the batch has already stored. */
  CheckInResult apply(Transaction writing, CheckIn checkIn) {
    CheckInResult result = CheckInResult.UNCHANGED;
    for (Sighting sighting : checkIn.sightings()) {
      CheckInResult one = apply(writing, checkIn.network(), sighting);
      result = one.compareTo(result) > 0 ? one : result;
    }
    return result;
  }

  private CheckInResult apply(Transaction writing, Network network, Sighting sighting) {
    Family family = sighting.address().family();
    @Nullable Held held = held(network.id(), family);
    Held replacement = new Held(network.id(), sighting.address(), now, now);
    while (isNews(held, sighting)) {
      if (books.addresses.compareAndSet(writing, held, replacement)) {
        replace(replacement);
        headlines.add(headline(network, held, replacement));
        return record(writing, network, held, replacement);
      }
      // An answer was lost after a commit: what the table says is true.
      @Nullable Held stored = books.addresses.read(writing, network.id(), family).orElse(null);
      if (Objects.equals(addressOf(stored), addressOf(held))) {
        throw new IllegalStateException("The database will not replace an address that it holds");
      }
      held = stored;
      if (held != null) {
        replace(held);
      }
    }
    return CheckInResult.UNCHANGED;
  }

  /** What a network holds after the transaction so far; null if it holds nothing. */
  private @Nullable Held held(long networkId, Family family) {
    @Nullable Held mine = replaced.getOrDefault(family, Map.of()).get(networkId);
    return mine == null ? books.holdings.get(networkId, family) : mine;
  }

  private void replace(Held held) {
    replaced
        .computeIfAbsent(held.address().family(), family -> new HashMap<>())
        .put(held.networkId(), held);
  }

  private static @Nullable PublicAddress addressOf(@Nullable Held held) {
    return held == null ? null : held.address();
  }

  private boolean isNews(@Nullable Held held, Sighting sighting) {
    return held == null || !sighting.confirms(held.address(), books.ipv6PrefixLength);
  }

  private static Headline headline(Network network, @Nullable Held before, Held after) {
    return new Headline(
        network.name(),
        "is at "
            + after.address()
            + (before == null ? " (first check-in)" : ", was " + before.address()));
  }

  private CheckInResult record(
      Transaction writing, Network network, @Nullable Held before, Held after) {
    long event =
        books.timeline.append(
            writing,
            after.networkId(),
            before == null ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
            before == null ? null : before.address(),
            before == null
                ? null
                : Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(before.since(), now)),
            after.address(),
            Instant.ofEpochMilli(after.since()));
    books.outbox.owe(writing, network, event, after.since());
    return before == null ? CheckInResult.FIRST_SEEN : CheckInResult.CHANGED;
  }

  /** Passes on everything that was replaced, in its last state. */
  void forEachReplaced(Consumer<Held> task) {
    replaced.values().forEach(ofFamily -> ofFamily.values().forEach(task));
  }

  /** What the log shall say once it is on disk, in the order of the changes. */
  List<Headline> headlines() {
    return headlines;
  }
}
