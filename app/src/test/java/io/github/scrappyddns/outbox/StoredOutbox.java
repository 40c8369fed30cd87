package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An outbox together with its database: each call is a transaction.
 *
 * <p>Times are in milliseconds since 1970.
 */
final class StoredOutbox {
  static final long NOW = 1_800_000_000_000L;
  static final long LEASE = 90_000;

  private final NetworkTable networks = new NetworkTable(new HandClock());
  private final Database database;
  private final Outbox outbox;

  StoredOutbox(Database database, Channel... channels) {
    this.database = database;
    outbox = new Outbox(InForce.of(channels), Duration.ofSeconds(10));
  }

  /** One of channels that want every network. */
  static StoredOutbox to(Database database, String... channels) {
    return new StoredOutbox(
        database, Stream.of(channels).map(ScriptedChannel::new).toArray(Channel[]::new));
  }

  /** Starts, as a process does; returns for how many debts there is no channel. */
  int resume() {
    return database.write(writing -> outbox.succession().resume(writing, NOW, Set.of()));
  }

  void owe(long network, long event, long at) {
    database.write(
        writing -> {
          outbox.owe(writing, List.of(new OwedEvent(networks.byId(writing, network), event)), at);
          return null;
        });
  }

  Optional<Delivery> claim(String channel, long now) {
    return database.write(writing -> outbox.claim(writing, channel, now));
  }

  void pay(Delivery delivery, long now) {
    database.write(
        writing -> {
          outbox.paid(writing, delivery, now);
          return null;
        });
  }

  void postpone(Delivery delivery, long until) {
    database.write(
        writing -> {
          outbox.postpone(writing, delivery, until);
          return null;
        });
  }

  OptionalLong nextDue(String channel) {
    return nextDue(channel, NOW);
  }

  OptionalLong nextDue(String channel, long now) {
    return database.read(reading -> outbox.nextDue(reading, channel, now));
  }

  /** What a connection of its own calls in a transaction of its own. */
  Outbox outbox() {
    return outbox;
  }
}
