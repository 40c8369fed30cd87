package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.database.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * What working channels must tell about one that does not work: one notice for each pair.
 *
 * <p>Notices wait behind the alerts of the networks and are kept until they arrived.
 */
final class Notices {
  /** A notice and the channel it speaks of. */
  record Notice(String about, String text, long at) {
    Alert alert() {
      return new Alert("scrappy-notice-" + at, "Scrappy DDNS needs attention", text);
    }
  }

  private final List<String> channels;

  Notices(List<String> channels) {
    this.channels = List.copyOf(channels);
  }

  /** Owes a notice about a channel to all the others; replaces an older one not yet sent. */
  void owe(Transaction transaction, String about, String text, long at) {
    for (String channel : channels) {
      if (!channel.equals(about)) {
        transaction.update(
            "INSERT INTO notice (channel, about, text, at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (channel, about) DO UPDATE SET"
                + " text = excluded.text, at = excluded.at",
            channel,
            about,
            text,
            at);
      }
    }
  }

  /** The oldest notice that a channel must send. */
  Optional<Notice> next(Transaction transaction, String channel) {
    return transaction.first(
        "SELECT about, text, at FROM notice WHERE channel = ? ORDER BY at, about LIMIT 1",
        row -> new Notice(row.getString(1), row.getString(2), row.getLong(3)),
        channel);
  }

  /** Deletes a notice that the channel has delivered, or refuses for good. */
  void settled(Transaction transaction, String channel, Notice notice) {
    transaction.update(
        "DELETE FROM notice WHERE channel = ? AND about = ? AND at = ?",
        channel,
        notice.about(),
        notice.at());
  }

  /** Deletes notices not yet sent about a channel that works again. */
  void withdraw(Transaction transaction, String about) {
    transaction.update("DELETE FROM notice WHERE about = ?", about);
  }
}
