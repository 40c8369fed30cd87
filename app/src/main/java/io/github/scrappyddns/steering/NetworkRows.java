package io.github.scrappyddns.steering;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.silence.SilenceTable;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All rows of a network, in whichever tables they stand: how they begin, what changes with its
 * settings, and what goes with it. Stateless.
 */
final class NetworkRows {
  private final NetworkTable table;
  private final InstantSource clock;
  private final RegistryTable registry = new RegistryTable();
  private final AddressTable addresses = new AddressTable();
  private final BadgeTable badges = new BadgeTable();
  private final SilenceTable silences = new SilenceTable();
  private final Timeline timeline = new Timeline();
  private final Outbox outbox = new Outbox(new ChannelsInForce(List.of()), Duration.ZERO);

  NetworkRows(NetworkTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Begins a network, which stays without a line in the token list.
   *
   * @param forgotten one that was there before and comes back with its history; 0 for none
   * @return its id
   */
  long begin(Transaction writing, long revision, long forgotten, String name) {
    long id = forgotten;
    if (forgotten == 0) {
      id = table.insert(writing, name, revision);
    } else {
      table.rename(writing, id, name, revision);
    }
    registry.keep(writing, id, revision);
    return id;
  }

  /** Changes the settings of a network. What is owed of it ends where it is paused or resumed. */
  void set(Transaction writing, long revision, long id, UnaryOperator<NetworkSettings> change) {
    NetworkSettings before = registry.settings(writing, id);
    NetworkSettings after = change.apply(before);
    registry.set(writing, id, after, revision);
    if (before.paused() != after.paused()) {
      outbox.strikeOut(writing, id, timeline.newestOf(writing, id));
    }
  }

  /** What {@link #remove} would take away. */
  Loss loss(Transaction reading, long id) {
    return new Loss(
        table.byId(reading, id).name(),
        timeline.count(reading, id),
        registry.tokens(reading, id, clock.millis()).size());
  }

  /** Removes all that is known of a network, which is locked. */
  void remove(Transaction writing, long revision, long id) {
    silences.remove(writing, id);
    timeline.remove(writing, id);
    long newest = timeline.newest(writing);
    outbox.remove(writing, id, newest);
    ReadMarks.forget(writing, id, newest);
    addresses.remove(writing, id);
    badges.remove(writing, id);
    registry.remove(writing, id, clock.millis(), revision);
    table.remove(writing, id);
  }
}
