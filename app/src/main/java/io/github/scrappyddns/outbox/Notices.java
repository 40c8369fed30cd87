package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * What channels must tell of one another, and of this server: as durable as alerts are.
 *
 * <p>Notices wait behind the alerts of the networks and are kept until they arrived. What is to be
 * told of one matter before the last word about it has arrived is added to it, never put in its
 * place. Stateless but for its settings.
 */
final class Notices {
  /** A notice and the matter it speaks of. */
  record Notice(String about, String text, long at) {
    Alert alert() {
      return Alert.notice(at, text);
    }
  }

  /** In characters: some dozens of lines, of which the newest stay. */
  private static final int LONGEST = 4_000;

  private final List<Channel> channels;

  Notices(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  /** Owes all others a notice that a channel does not work. */
  void oweTrouble(Transaction transaction, String channel, String text, long at) {
    for (Channel teller : channels) {
      if (!teller.name().equals(channel)) {
        add(transaction, teller.name(), channel, text, at);
      }
    }
  }

  /** Adds to what was not told yet of a channel's trouble that it works again. */
  void oweRecovery(Transaction transaction, String channel, long at) {
    for (Channel teller : channels) {
      if (notice(transaction, teller.name(), channel).isPresent()) {
        add(transaction, teller.name(), channel, channel + " works again.", at);
      }
    }
  }

  /**
   * Owes an alert that a channel refuses to the others that want news of its network.
   *
   * @return false where there is none: then nobody was told
   */
  boolean oweRefused(
      Transaction transaction, String channel, Network network, String text, long at) {
    boolean owed = false;
    for (Channel teller : channels) {
      if (!teller.name().equals(channel) && teller.wants(network.name())) {
        add(transaction, teller.name(), channel + " refused " + network.id(), text, at);
        owed = true;
      }
    }
    return owed;
  }

  /** Owes every channel a notice about this server; it takes the place of an older one. */
  void announce(Transaction transaction, String about, String text, long at) {
    for (Channel teller : channels) {
      put(transaction, teller.name(), about, text, at);
    }
  }

  private void add(Transaction transaction, String teller, String about, String text, long at) {
    Optional<Notice> untold = notice(transaction, teller, about);
    if (untold.isEmpty()) {
      put(transaction, teller, about, text, at);
    } else if (!untold.get().text().endsWith(text)) {
      // The time tells it from the one that may be under way.
      String both = newest(untold.get().text() + "\n" + text);
      put(transaction, teller, about, both, Math.max(at, untold.get().at() + 1));
    }
  }

  private static String newest(String text) {
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }

  private static void put(
      Transaction transaction, String teller, String about, String text, long at) {
    transaction.update(
        "INSERT INTO notice (channel, about, text, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (channel, about) DO UPDATE SET"
            + " text = excluded.text, at = excluded.at",
        teller,
        about,
        text,
        at);
  }

  private static Optional<Notice> notice(Transaction transaction, String teller, String about) {
    return transaction.first(
        "SELECT text, at FROM notice WHERE channel = ? AND about = ?",
        row -> new Notice(about, row.getString(1), row.getLong(2)),
        teller,
        about);
  }

  /** The oldest notice that a channel must send. */
  Optional<Notice> next(Transaction transaction, String channel) {
    return transaction.first(
        "SELECT about, text, at FROM notice WHERE channel = ? ORDER BY at, about LIMIT 1",
        row -> new Notice(row.getString(1), row.getString(2), row.getLong(3)),
        channel);
  }

  /** Deletes a notice that the channel has delivered; what was added meanwhile stays. */
  void settled(Transaction transaction, String channel, Notice notice) {
    transaction.update(
        "DELETE FROM notice WHERE channel = ? AND about = ? AND at = ?",
        channel,
        notice.about(),
        notice.at());
  }

  /** Deletes notices not yet sent about a matter of this server that is no more. */
  void withdraw(Transaction transaction, String about) {
    transaction.update("DELETE FROM notice WHERE about = ?", about);
  }
}
