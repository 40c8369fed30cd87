package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A change detector at work for two networks, whose alerts are owed to two channels. */
final class TwoNetworks implements AutoCloseable {
  static final Network HOME = new Network(1, "Home");
  static final Network OFFICE = new Network(2, "Office");

  private final HandClock clock = new HandClock();
  private final Timeline timeline = new Timeline();
  private final AtomicInteger wakes = new AtomicInteger();
  private final Outbox outbox =
      new Outbox(
          InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail")),
          Duration.ofSeconds(10));
  private final Database database;
  private ChangeDetector detector;

  /**
   * Stores the networks and starts.
   *
   * @param database one that nobody has used; it is closed together with this
   */
  TwoNetworks(Database database) {
    this(database, true);
  }

  private TwoNetworks(Database database, boolean first) {
    this.database = database;
    if (first) {
      SeededNetworks.store(database, HOME, OFFICE);
    }
    detector = started();
  }

  /** Another instance on the same database. */
  static TwoNetworks beside(Database database) {
    return new TwoNetworks(database, false);
  }

  /** A batch that nobody stores but the test. */
  ChangeBatch batch(long now) {
    AddressTable addresses = new AddressTable();
    HeldAddresses held =
        new HeldInDatabase(
            database,
            addresses,
            new NetworkTable(clock),
            64,
            clock,
            new Standstill(System::nanoTime));
    return new ChangeBatch(new ChangeBatch.Books(held, addresses, timeline, outbox, 64), now);
  }

  private ChangeDetector started() {
    ChangeDetector started =
        new ChangeDetector(database, timeline, outbox, 64, clock, wakes::incrementAndGet);
    started.start();
    return started;
  }

  /** Begins anew with what is on disk. */
  void restart() {
    detector.close();
    detector = started();
  }

  HandClock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  ChangeDetector detector() {
    return detector;
  }

  /** How often the lanes were woken. */
  int wakes() {
    return wakes.get();
  }

  CompletableFuture<CheckInResult> checkIn(Network network, Sighting... sightings) {
    return detector.checkIn(new CheckIn(network, List.of(sightings)));
  }

  static Sighting sighting(String address, boolean declared) {
    return new Sighting(PublicAddress.parse(address).orElseThrow(), declared);
  }

  List<Event> events(Network network) {
    return database.read(reading -> timeline.of(reading, network.id()));
  }

  int debts(String channel) {
    return database.read(reading -> outbox.debts(reading, channel));
  }

  /** Runs a statement behind the detector's back. */
  void sql(String statement) {
    database.write(writing -> writing.update(statement));
  }

  @Override
  public void close() {
    detector.close();
    database.close();
  }
}
