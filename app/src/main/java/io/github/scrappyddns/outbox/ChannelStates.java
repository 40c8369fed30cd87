package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What survives a restart of each channel's health: the rest it asked for, and whether its owner
 * was told that it is bad. A new process retries at once what merely failed.
 */
final class ChannelStates {
  private static final Horizon OF_A_REST = new Horizon(Health.LONGEST_WAIT);

  /**
   * Notes which channels are in force, and forgets the others.
   *
   * @return those that were not in force at the start before
   */
  List<String> enroll(Transaction transaction, List<String> channels) {
    for (String known :
        transaction.list("SELECT channel FROM channel_state", row -> row.getString(1))) {
      if (!channels.contains(known)) {
        transaction.update("DELETE FROM channel_state WHERE channel = ?", known);
      }
    }
    List<String> fresh = new ArrayList<>();
    for (String channel : channels) {
      int added =
          transaction.update(
              "INSERT INTO channel_state (channel, rests_until, bad_since) VALUES (?, 0, 0)"
                  + " ON CONFLICT (channel) DO NOTHING",
              channel);
      if (added > 0) {
        fresh.add(channel);
      }
    }
    return fresh;
  }

  /** The channels that do not work. */
  List<String> bad(Transaction transaction) {
    return transaction.list(
        "SELECT channel FROM channel_state WHERE bad_since > 0", row -> row.getString(1));
  }

  Health read(Transaction transaction, String channel, long now) {
    return transaction
        .first(
            "SELECT rests_until, bad_since FROM channel_state WHERE channel = ?",
            row -> {
              long restsUntil = OF_A_REST.heed(row.getLong(1), now);
              long badSince = Horizon.OF_THE_PAST.heed(row.getLong(2), now);
              return new Health(0, restsUntil, restsUntil, badSince);
            },
            channel)
        .orElse(Health.WELL);
  }

  void write(Transaction transaction, String channel, Health health) {
    transaction.update(
        "UPDATE channel_state SET rests_until = ?, bad_since = ? WHERE channel = ?",
        health.askedUntil(),
        health.badSince(),
        channel);
  }
}
