package io.github.scrappyddns.checkin;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Confirmations;
import io.github.scrappyddns.checkin.held.ConfirmedInMemory;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.checkin.held.Holdings;
import io.github.scrappyddns.checkin.held.Place;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What networks hold, in the memory of the one process that may change it: a check-in that changes
 * nothing costs two look-ups there, no lock and no SQL.
 */
final class HeldInMemory implements HeldAddresses {
  private static final CompletableFuture<CheckInResult> UNCHANGED =
      CompletableFuture.completedFuture(CheckInResult.UNCHANGED);

  private final Holdings holdings = new Holdings();
  private final ConfirmedInMemory confirmed = new ConfirmedInMemory(holdings);
  private final Database database;
  private final AddressTable addresses;
  private final int ipv6PrefixLength;
  private @Nullable Consumer<PendingCheckIn> news;

  HeldInMemory(Database database, AddressTable addresses, int ipv6PrefixLength) {
    this.database = database;
    this.addresses = addresses;
    this.ipv6PrefixLength = ipv6PrefixLength;
  }

  @Override
  public void start(Consumer<PendingCheckIn> news) {
    this.news = news;
    database.read(
        reading -> {
          addresses.readAll(reading, holdings::put);
          return null;
        });
  }

  @Override
  public CompletableFuture<CheckInResult> checkIn(CheckIn checkIn, long now) {
    List<Sighting> sightings = checkIn.sightings();
    long networkId = checkIn.network().id();
    for (int i = 0; i < sightings.size(); i++) {
      if (!holdings.confirm(networkId, sightings.get(i), ipv6PrefixLength, now)) {
        PendingCheckIn pending = new PendingCheckIn(checkIn);
        requireNonNull(news).accept(pending);
        return pending.answer();
      }
    }
    return UNCHANGED;
  }

  @Override
  public CompletableFuture<List<Held>> held(Network network) {
    List<Held> all = new ArrayList<>();
    for (Family family : Family.values()) {
      @Nullable Held held = holdings.get(network.id(), family);
      if (held != null) {
        all.add(held);
      }
    }
    return CompletableFuture.completedFuture(all);
  }

  @Override
  public long[] lastSeen(long[] networkIds) {
    return Arrays.stream(networkIds).map(holdings::lastSeen).toArray();
  }

  /** A call is noted to the second. */
  @Override
  public long lastSeenLag() {
    return 1_000;
  }

  @Override
  public void attend(long millis) {
    // It is told at once.
  }

  /** Nobody else writes; and what memory has forgotten, it learns from the table. */
  @Override
  public View view(Transaction writing, Set<Long> networkIds) {
    return new View() {
      @Override
      public boolean covers(long networkId) {
        return true;
      }

      @Override
      public @Nullable Held get(Place place) {
        @Nullable Held known = holdings.get(place.networkId(), place.family());
        if (known == null) {
          known = addresses.read(writing, place.networkId(), place.family()).orElse(null);
          if (known != null) {
            holdings.put(known);
          }
        }
        return known;
      }
    };
  }

  @Override
  public void follow(Held held) {
    holdings.put(held);
  }

  @Override
  public void forget(Held held) {
    holdings.forget(held);
  }

  @Override
  public void confirm(Held held, long now) {
    var unused =
        holdings.confirm(
            held.networkId(), new Sighting(held.address(), true), ipv6PrefixLength, now);
  }

  @Override
  public void followFirst(Held held) {
    holdings.putFirst(held);
  }

  @Override
  public Confirmations confirmations() {
    return confirmed;
  }

  @Override
  public List<WaitingRoom> rooms() {
    return List.of();
  }

  @Override
  public void close() {
    // Nobody waits here.
  }
}
