package io.github.scrappyddns.relay;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.outbox.RetrySchedule;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Two lanes, for a phone and for mail, over a real database, which a test drives by hand. */
class HandDrivenLanes implements AutoCloseable {
  /** To heed the clock, whether something is due, and to claim it. */
  private static final int LOOKS_BEFORE_THE_SEND = 4;

  final HandClock clock = new HandClock();
  final ScriptedChannel phone = new ScriptedChannel("phone");
  final ScriptedChannel mail = new ScriptedChannel("mail");
  final Database database;
  private final String url;
  private final Timeline timeline = new Timeline();
  private final Map<String, PublicAddress> held = new HashMap<>();
  final Outbox outbox;

  /** With both channels, on SQLite. */
  HandDrivenLanes(Path directory) {
    this(TestDatabase.SQLITE, directory);
  }

  /** With both channels. */
  HandDrivenLanes(TestDatabase kind, Path directory) {
    this(kind, directory, true);
  }

  /** With the phone alone. */
  static HandDrivenLanes ofPhone(Path directory) {
    return new HandDrivenLanes(TestDatabase.SQLITE, directory, false);
  }

  /** Those of one instance of several. */
  static HandDrivenLanes sharedIn(Path directory) {
    return new HandDrivenLanes(TestDatabase.POSTGRESQL.freshUrl(directory));
  }

  private HandDrivenLanes(String url) {
    this.url = url;
    database = Database.open(url);
    outbox = new Outbox(InForce.of(phone, mail), Duration.ofSeconds(10), database.instance());
    storeNetworks();
  }

  private HandDrivenLanes(HandDrivenLanes first) {
    url = first.url;
    database = Database.open(url);
    outbox = new Outbox(InForce.of(phone, mail), Duration.ofSeconds(10), database.instance());
  }

  /** Those of another instance on the same database. */
  HandDrivenLanes beside() {
    return new HandDrivenLanes(this);
  }

  private HandDrivenLanes(TestDatabase kind, Path directory, boolean both) {
    outbox = new Outbox(both ? InForce.of(phone, mail) : InForce.of(phone), Duration.ofSeconds(10));
    url = kind.freshUrl(directory);
    database = Database.open(url);
    storeNetworks();
  }

  private void storeNetworks() {
    database.write(
        writing -> {
          for (int id = 1; id <= 5; id++) {
            SeededNetworks.store(writing, new Network(id, "Net " + id), 0);
          }
          return outbox.succession().resume(writing, clock.millis(), Set.of());
        });
  }

  /** The lane of a channel; each is as one of a process that has just started. */
  Lane lane(ScriptedChannel channel) {
    return lane(channel, clock);
  }

  private Lane lane(ScriptedChannel channel, InstantSource itsClock) {
    Renderer renderer =
        new Renderer(
            new NetworkTable(clock),
            timeline,
            new Digest(Words.ofAlerts(Language.ENGLISH), ZoneOffset.UTC));
    return new Lane(
        channel,
        database,
        outbox,
        renderer,
        new RetrySchedule(() -> 0.5),
        itsClock,
        new DeliveryTally(),
        () -> {});
  }

  /**
   * One whose process stands still once, between its claim and what it is to send.
   *
   * @param meanwhile what happens then
   */
  Lane pausedLane(ScriptedChannel channel, Runnable meanwhile) {
    AtomicInteger looks = new AtomicInteger();
    InstantSource paused =
        () -> {
          if (looks.incrementAndGet() == LOOKS_BEFORE_THE_SEND) {
            meanwhile.run();
          }
          return clock.instant();
        };
    return lane(channel, paused);
  }

  /** The number by which this instance claims. */
  long number() {
    return database.instance();
  }

  /** Enters this instance in the table of those that live. */
  void enter() {
    database.write(
        writing ->
            writing.update(
                "INSERT INTO instance (id, name, digest, files) VALUES (?, '', '', '')",
                database.instance()));
  }

  /** How many networks a channel is owed news of. */
  int debts(ScriptedChannel channel) {
    return database.read(reading -> outbox.debts(reading, channel.name()));
  }

  /** The lane of a channel after a start that put the books in order. */
  Lane restarted(ScriptedChannel channel) {
    database.write(writing -> outbox.succession().resume(writing, clock.millis(), Set.of()));
    return lane(channel);
  }

  /** Stores a change of the network with this number, from 1 to 5, and owes it. */
  void change(int network, String address) {
    PublicAddress current = PublicAddress.parse(address).orElseThrow();
    PublicAddress previous = held.put(network + " " + current.family(), current);
    database.write(
        writing -> {
          long event =
              timeline.append(
                  writing,
                  new Timeline.Entry(
                      network,
                      previous == null ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
                      previous,
                      previous == null ? null : clock.instant(),
                      current,
                      clock.instant()));
          OwedEvent news = new OwedEvent(new Network(network, "Net " + network), event);
          outbox.owe(writing, List.of(news), clock.millis());
          return null;
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
