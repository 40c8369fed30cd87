package io.github.scrappyddns.checkin;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Confirmations;
import io.github.scrappyddns.checkin.held.ConfirmedHere;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.checkin.held.Place;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Look;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What networks hold, asked of the database that several instances share: check-ins that wait are
 * compared by one query for all of them. Nothing is remembered that an answer depends on.
 *
 * <p>Two threads take turns: while one waits for the database, the other answers.
 */
final class HeldInDatabase implements HeldAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(HeldInDatabase.class);
  private static final int THREADS = 2;
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
  private static final long PAUSE_MILLIS = 100;

  /**
   * What is worth writing is written every five seconds; a busy database may take as long again.
   */
  private static final long WRITTEN_WITHIN = Duration.ofSeconds(10).toMillis();

  private final Database database;
  private final AddressTable addresses;
  private final NetworkTable networks;
  private final int ipv6PrefixLength;
  private final InstantSource clock;
  private final Standstill standstill;
  private final ConfirmedHere confirmed = new ConfirmedHere();
  private final WaitingRoom room = new WaitingRoom();
  private final List<Thread> threads = new ArrayList<>();

  /** Asks for those who only want to know. */
  private final ExecutorService asking =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> new Thread(task, "held"));

  private @Nullable Consumer<PendingCheckIn> news;

  HeldInDatabase(
      Database database,
      AddressTable addresses,
      NetworkTable networks,
      int ipv6PrefixLength,
      InstantSource clock,
      Standstill standstill) {
    this.standstill = standstill;
    this.database = database;
    this.addresses = addresses;
    this.networks = networks;
    this.ipv6PrefixLength = ipv6PrefixLength;
    this.clock = clock;
  }

  @Override
  public void start(Consumer<PendingCheckIn> news) {
    this.news = news;
    for (int number = 1; number <= THREADS; number++) {
      Look look = database.look();
      Thread thread = new Thread(() -> run(look), "compare-" + number);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public CompletableFuture<CheckInResult> checkIn(CheckIn checkIn, long now) {
    PendingCheckIn pending = new PendingCheckIn(checkIn);
    if (standstill.isJustOver()) {
      // It may have waited in a socket, and its network have moved on since: it is to call again.
      pending.refuse(new IllegalStateException("This process stood still until a moment ago"));
    } else {
      room.enter(pending);
    }
    return pending.answer();
  }

  private void run(Look look) {
    while (!room.isClosed() || !room.isEmpty()) {
      try {
        WaitingRoom.Group group = room.take(LOOK_NANOS);
        try {
          compare(look, group.members());
        } catch (RuntimeException | Error e) {
          LOG.error("Check-ins could not be compared and were answered 911", e);
          group.members().forEach(one -> one.refuse(e));
        } finally {
          room.leave(group);
        }
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private void compare(Look look, List<PendingCheckIn> waiting) throws InterruptedException {
    if (waiting.isEmpty()) {
      return;
    }
    Map<Place, Held> held;
    try {
      held = ask(look, waiting);
    } catch (DatabaseException e) {
      LOG.error(
          "Check-ins that could not be compared and were answered 911: {}, for {}",
          waiting.size(),
          e.getMessage());
      waiting.forEach(one -> one.refuse(e));
      return;
    }
    long now = clock.millis();
    for (PendingCheckIn one : waiting) {
      if (tellsNothingNew(one.checkIn(), held)) {
        for (Sighting sighting : one.checkIn().sightings()) {
          confirmed.note(requireNonNull(held.get(place(one.checkIn(), sighting))), now);
        }
        one.answer().complete(CheckInResult.UNCHANGED);
      } else {
        requireNonNull(news).accept(one);
      }
    }
  }

  private Map<Place, Held> ask(Look look, List<PendingCheckIn> waiting)
      throws InterruptedException {
    long[] ids =
        waiting.stream().mapToLong(one -> one.checkIn().network().id()).distinct().toArray();
    while (true) {
      try {
        return byPlace(look.ask(asking -> addresses.read(asking, ids)));
      } catch (DatabaseException e) {
        long now = System.nanoTime();
        if (!e.mayPass() || waiting.stream().allMatch(one -> one.isOverdue(now))) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private boolean tellsNothingNew(CheckIn checkIn, Map<Place, Held> held) {
    return checkIn.sightings().stream()
        .allMatch(
            sighting -> {
              @Nullable Held known = held.get(place(checkIn, sighting));
              return known != null && sighting.confirms(known.address(), ipv6PrefixLength);
            });
  }

  private static Place place(CheckIn checkIn, Sighting sighting) {
    return new Place(checkIn.network().id(), sighting.address().family());
  }

  private static Map<Place, Held> byPlace(List<Held> all) {
    Map<Place, Held> held = new HashMap<>();
    all.forEach(one -> held.put(one.place(), one));
    return held;
  }

  @Override
  public CompletableFuture<List<Held>> held(Network network) {
    return CompletableFuture.supplyAsync(
        () ->
            database.read(reading -> addresses.read(reading, new long[] {network.id()})).stream()
                .sorted(Comparator.comparing(held -> held.address().family()))
                .toList(),
        asking);
  }

  @Override
  public long[] lastSeen(long[] networkIds) {
    return database.read(reading -> addresses.lastSeen(reading, networkIds));
  }

  @Override
  public long lastSeenLag() {
    return confirmed.worthWriting() + WRITTEN_WITHIN;
  }

  @Override
  public void attend(long millis) {
    confirmed.attend(millis);
  }

  /** What another instance stores at this moment is left out; the next transaction sees it. */
  @Override
  public View view(Transaction writing, Set<Long> networkIds) {
    Set<Long> mine = networks.hold(writing, networkIds);
    Map<Place, Held> held =
        byPlace(
            addresses.read(writing, mine.stream().mapToLong(Long::longValue).sorted().toArray()));
    return new View() {
      @Override
      public boolean covers(long networkId) {
        return mine.contains(networkId);
      }

      @Override
      public @Nullable Held get(Place place) {
        return held.get(place);
      }
    };
  }

  @Override
  public void follow(Held held) {
    // The table knows.
  }

  @Override
  public void forget(Held held) {
    // The table knows.
  }

  @Override
  public void confirm(Held held, long now) {
    confirmed.note(held, now);
  }

  @Override
  public void followFirst(Held held) {
    // The table knows.
  }

  @Override
  public Confirmations confirmations() {
    return confirmed;
  }

  @Override
  public List<WaitingRoom> rooms() {
    return List.of(room);
  }

  @Override
  public void close() {
    room.close();
    asking.shutdown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
