package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to the debts of channels that are no longer configured: new channels that want the
 * news take them on, so that a corrected URL still gets what the wrong one was owed. If there are
 * none, the debts wait for their channel to come back.
 */
final class Inheritance {
  /** No time at which anything was paid: somebody else was told, and this channel was not. */
  private static final long LENT = -1;

  private static final String OWED = " owed_event > paid_event AND paid_at <> " + LENT;

  private static final String CREDITORS = "SELECT DISTINCT channel FROM delivery WHERE" + OWED;

  private static final String DEBTS =
      "SELECT delivery.network_id, network.name FROM delivery"
          + " JOIN network ON network.id = delivery.network_id"
          + " WHERE channel = ? AND"
          + OWED;

  /** What an heir already knows or is owed stays: it is told what comes after that. */
  private static final String BEQUEATH =
      "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
          + " next_attempt_at, lease_until, attempts, unsure, simplified)"
          + " SELECT ?, network_id, paid_event, owed_event, 0, ?, 0, 0, 0, 0 FROM delivery"
          + " WHERE channel = ? AND network_id = ?"
          + " ON CONFLICT (channel, network_id) DO UPDATE SET"
          + " paid_event = CASE WHEN delivery.owed_event > delivery.paid_event"
          + "   OR delivery.paid_event > excluded.paid_event"
          + "   THEN delivery.paid_event ELSE excluded.paid_event END,"
          + " owed_event = CASE WHEN delivery.owed_event > excluded.owed_event"
          + "   THEN delivery.owed_event ELSE excluded.owed_event END,"
          + " next_attempt_at = excluded.next_attempt_at";

  private static final String LEND =
      "UPDATE delivery SET paid_at = ?, unsure = 1 WHERE channel = ? AND network_id = ?";

  private Inheritance() {}

  /**
   * Hands over what can be.
   *
   * @param configured the names of all channels in force, here and elsewhere
   * @param heirs those of them that were not in force before
   * @return how many debts wait for channels that are not configured
   */
  static int settle(
      Transaction transaction, Set<String> configured, List<Channel> heirs, long now) {
    int waiting = 0;
    for (String channel : transaction.list(CREDITORS, row -> row.getString(1))) {
      if (!configured.contains(channel)) {
        waiting += settle(transaction, channel, heirs, now);
      }
    }
    return waiting;
  }

  /** The name of a network. */
  static Optional<String> network(Transaction transaction, long id) {
    return transaction.first("SELECT name FROM network WHERE id = ?", row -> row.getString(1), id);
  }

  /** Channels that came back are owed again what others were told in their absence. */
  static void takeBack(Transaction transaction, List<String> configured) {
    for (String channel : configured) {
      transaction.update(
          "UPDATE delivery SET paid_at = 0 WHERE channel = ? AND paid_at = ?", channel, LENT);
    }
  }

  /** A channel is told nothing of a network that it no longer wants, though it was owed before. */
  static void strikeOutUnwanted(Transaction transaction, List<? extends Channel> configured) {
    for (Channel channel : configured) {
      for (Network network : debts(transaction, channel.name())) {
        if (!channel.wants(network.name())) {
          transaction.update(
              "DELETE FROM delivery WHERE channel = ? AND network_id = ?",
              channel.name(),
              network.id());
        }
      }
    }
  }

  private static List<Network> debts(Transaction transaction, String channel) {
    return transaction.list(DEBTS, row -> new Network(row.getLong(1), row.getString(2)), channel);
  }

  private static int settle(Transaction transaction, String from, List<Channel> heirs, long now) {
    int waiting = 0;
    for (Network network : debts(transaction, from)) {
      if (!bequeath(transaction, from, network, heirs, now)) {
        waiting++;
      }
    }
    return waiting;
  }

  private static boolean bequeath(
      Transaction transaction, String from, Network network, List<Channel> heirs, long now) {
    boolean taken = false;
    for (Channel heir : heirs) {
      if (heir.wants(network.name())) {
        transaction.update(BEQUEATH, heir.name(), now, from, network.id());
        taken = true;
      }
    }
    if (taken) {
      transaction.update(LEND, LENT, from, network.id());
    }
    return taken;
  }
}
