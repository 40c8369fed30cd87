package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Succession;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * How this process takes over what was ordered, here or elsewhere: other channels come into force,
 * and what those were owed that are gone is settled. Used by one thread at a time, but for {@link
 * #forgetRemoved}.
 */
final class Takeover {
  private final Database database;
  private final OpenedChannels channels;
  private final ChannelNames names;
  private final Succession succession;
  private final Runnable changed;
  private final InstantSource clock;
  private final ChannelTable table = new ChannelTable();

  /** The revision of all that was taken over, and the names that were in force then. */
  private long known;

  private Set<String> settled = Set.of();

  /** Whether something was not taken over, which nobody else would have us look for. */
  private boolean isBehind;

  /**
   * @param changed called when other channels are in force
   */
  Takeover(
      Database database,
      OpenedChannels channels,
      ChannelNames names,
      Succession succession,
      Runnable changed,
      InstantSource clock) {
    this.database = database;
    this.channels = channels;
    this.names = names;
    this.succession = succession;
    this.changed = changed;
    this.clock = clock;
  }

  /** Puts what is stored into force, before anything runs. */
  void begin() {
    known = channels.read(false);
    settled = channels.namesInForce();
  }

  /** Takes over what is new, and what could not be read or taken over before. */
  void look() {
    boolean again = channels.mayReadMore();
    if (again || isBehind || (database.isShared() && database.read(table::newest) != known)) {
      take(again);
    }
  }

  /** Takes over what is stored, whether or not it is known to be new. */
  void take() {
    take(false);
  }

  private void take(boolean again) {
    isBehind = true;
    long newest = channels.read(again);
    Set<String> now = channels.namesInForce();
    List<String> gone = settled.stream().filter(name -> !now.contains(name)).toList();
    try {
      if (!gone.isEmpty()) {
        database.write(
            writing -> {
              settle(writing, gone);
              return null;
            });
      }
    } finally {
      changed.run();
    }
    settled = now;
    known = newest;
    isBehind = false;
  }

  /** Of what was owed to channels since the order, by who did not know of it yet. */
  private void settle(Transaction writing, List<String> gone) {
    forgetRemoved(writing);
    List<String> steppedBack = gone.stream().filter(names::isOfSettings).toList();
    if (!steppedBack.isEmpty()) {
      List<Channel> heirs = channels.inForceBut(settled);
      succession.stepBack(writing, steppedBack, heirs, names.staying(writing), clock.millis());
    }
  }

  /** Forgets what is owed to channels that were removed. */
  void forgetRemoved(Transaction writing) {
    names.removed(writing).forEach(name -> succession.forget(writing, name));
  }
}
