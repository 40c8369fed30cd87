package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Each channel's health, which all instances share: one that does not answer is tried by one of
 * them. A new process retries at once what merely failed.
 */
public final class ChannelStates {
  private static final String SELECT =
      "SELECT failures, rests_until, asked_until, bad_since FROM channel_state WHERE channel = ?";

  private static final Horizon OF_A_REST = new Horizon(Health.LONGEST_WAIT);

  /**
   * Notes which channels are in force, and forgets those that are nowhere.
   *
   * @param elsewhere the channels that other instances are set up with
   * @return those that were not in force before
   */
  List<String> enroll(
      Transaction transaction, List<String> channels, Set<String> elsewhere, long now) {
    for (String known :
        transaction.list("SELECT channel FROM channel_state", row -> row.getString(1))) {
      if (!channels.contains(known) && !elsewhere.contains(known)) {
        transaction.update("DELETE FROM channel_state WHERE channel = ?", known);
      }
    }
    List<String> fresh = new ArrayList<>();
    for (String channel : channels) {
      int added =
          transaction.update(
              "INSERT INTO channel_state (channel, rests_until, bad_since, enrolled_at)"
                  + " VALUES (?, 0, 0, ?) ON CONFLICT (channel) DO NOTHING",
              channel,
              now);
      if (added > 0) {
        fresh.add(channel);
      } else {
        transaction.update(
            "UPDATE channel_state SET failures = 0, rests_until = asked_until WHERE channel = ?",
            channel);
      }
    }
    return fresh;
  }

  /** Notes that a channel is in force from now on. */
  void begin(Transaction transaction, String channel, long now) {
    transaction.update(
        "INSERT INTO channel_state (channel, rests_until, bad_since, enrolled_at)"
            + " VALUES (?, 0, 0, ?) ON CONFLICT (channel) DO NOTHING",
        channel,
        now);
  }

  /** Ends every rest: the channel is another one under the same name. */
  void mend(Transaction transaction, String channel) {
    transaction.update(
        "UPDATE channel_state SET failures = 0, rests_until = 0, asked_until = 0"
            + " WHERE channel = ?",
        channel);
  }

  void forget(Transaction transaction, String channel) {
    transaction.update("DELETE FROM channel_state WHERE channel = ?", channel);
  }

  /** The channels that have been in force since then, and not before. */
  List<String> enrolledSince(Transaction transaction, long since) {
    return transaction.list(
        "SELECT channel FROM channel_state WHERE enrolled_at >= ?", row -> row.getString(1), since);
  }

  /** The channels that do not work. */
  List<String> bad(Transaction transaction) {
    return transaction.list(
        "SELECT channel FROM channel_state WHERE bad_since > 0", row -> row.getString(1));
  }

  public Health read(Transaction transaction, String channel, long now) {
    return read(transaction, SELECT, channel, now);
  }

  /** The same, which no other instance changes before the transaction ends. */
  public Health readToChange(Transaction writing, String channel, long now) {
    return read(writing, writing.speaksInSets() ? SELECT + " FOR UPDATE" : SELECT, channel, now);
  }

  private static Health read(Transaction transaction, String sql, String channel, long now) {
    return transaction
        .first(
            sql,
            row ->
                new Health(
                    row.getInt(1),
                    OF_A_REST.heed(row.getLong(2), now),
                    OF_A_REST.heed(row.getLong(3), now),
                    Horizon.OF_THE_PAST.heed(row.getLong(4), now)),
            channel)
        .orElse(Health.WELL);
  }

  public void write(Transaction transaction, String channel, Health health) {
    transaction.update(
        "INSERT INTO channel_state (channel, failures, rests_until, asked_until, bad_since)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel) DO UPDATE SET"
            + " failures = excluded.failures, rests_until = excluded.rests_until,"
            + " asked_until = excluded.asked_until, bad_since = excluded.bad_since",
        channel,
        health.failures(),
        health.restsUntil(),
        health.askedUntil(),
        health.badSince());
  }

  /**
   * Has a channel that failed rest for all others, while this instance tries it; whether it may.
   *
   * @param until epoch milliseconds; the others try again then, if nothing is written before
   */
  public boolean probe(Transaction transaction, String channel, long now, long until) {
    return transaction.update(
            "UPDATE channel_state SET rests_until = ?"
                + " WHERE channel = ? AND rests_until <= ? AND failures > 0",
            until,
            channel,
            now)
        == 1;
  }
}
