package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What channels must tell of one another, and of this server: as durable as alerts are.
 *
 * <p>Notices wait behind the alerts of the networks and are kept until they arrived. What is to be
 * told of one matter before the last word about it has arrived is put before that word, never in
 * its place. Stateless but for its settings.
 */
public final class Notices {
  /** A notice and the matter it speaks of. */
  public record Notice(String about, String text, long at) {}

  /** In characters: some dozens of lines. The newest stand first, since services cut the rest. */
  private static final int LONGEST = 4_000;

  /** So many that were told are kept. */
  private static final int MOST_TOLD = 500;

  private final ChannelsInForce channels;
  private final Words words;

  /**
   * @param words of alerts; a notice keeps the language that it was stored in
   */
  Notices(ChannelsInForce channels, Words words) {
    this.channels = channels;
    this.words = words;
  }

  /** The alert that tells a notice. */
  public Alert alert(Notice notice) {
    return Alert.notice(words.say("title.notice"), notice.about(), notice.at(), notice.text());
  }

  /** Owes all others a notice that a channel does not work. */
  public void oweTrouble(Transaction transaction, String channel, String reason, long at) {
    String text = words.say("trouble", channel, reason);
    for (Channel teller : channels.all()) {
      if (!teller.name().equals(channel)) {
        add(transaction, teller.name(), channel, channel, text, at);
      }
    }
  }

  /** Owes one channel, which is new here, a notice that another does not work. */
  void oweTroubleTo(Transaction transaction, String teller, String channel, long at) {
    String text = words.say("trouble.log", channel);
    add(transaction, teller, channel, channel, text, at);
  }

  /** Adds to what was not told yet of a channel's trouble that it works again. */
  public void oweRecovery(Transaction transaction, String channel, long at) {
    for (Channel teller : channels.all()) {
      if (untold(transaction, teller.name(), channel).isPresent()) {
        add(transaction, teller.name(), channel, channel, words.say("recovered", channel), at);
      }
    }
  }

  /**
   * Owes an alert that a channel refuses to the others that want news of its network.
   *
   * @param upTo the last event that it tells of; see {@link RefusedAlert}
   * @param body what it says
   */
  public void oweRefused(
      Transaction transaction,
      String channel,
      Network network,
      long upTo,
      String reason,
      String body,
      long at) {
    String text = words.say("refused", channel, reason, body);
    RefusedAlert refused = new RefusedAlert(channel, network.id(), upTo);
    for (Channel teller : channels.all()) {
      if (!teller.name().equals(channel) && teller.wants(network.name())) {
        add(transaction, teller.name(), refused.matter(), refused.about(), text, at);
      }
    }
  }

  /** Forgets the alerts about a network that one channel refused, and others were to tell. */
  void forgetRefusals(Transaction transaction, long networkId) {
    transaction.update(
        "DELETE FROM notice WHERE about LIKE ?",
        "% refused " + networkId + RefusedAlert.UP_TO + "%");
  }

  /** Owes channels a notice about this server; it takes the place of an older one. */
  void announce(
      Transaction transaction, String about, Function<Channel, Optional<String>> text, long at) {
    for (Channel teller : channels.all()) {
      text.apply(teller).ifPresent(told -> put(transaction, teller.name(), about, told, at));
    }
  }

  /**
   * @param matter what {@code about} begins with, and that of an older word about the same
   */
  private static void add(
      Transaction transaction, String teller, String matter, String about, String text, long at) {
    Optional<Notice> before = untold(transaction, teller, matter);
    if (before.isEmpty()) {
      put(transaction, teller, about, text, at);
    } else if (!before.get().text().startsWith(text)) {
      String both = text + "\n" + before.get().text();
      delete(transaction, teller, before.get());
      // The time tells it from the one that may be under way.
      put(
          transaction,
          teller,
          about,
          both.substring(0, Math.min(LONGEST, both.length())),
          Math.max(at, before.get().at() + 1));
    }
  }

  private static void put(
      Transaction transaction, String teller, String about, String text, long at) {
    transaction.update(
        "INSERT INTO notice (channel, about, text, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (channel, about) DO UPDATE SET"
            + " text = excluded.text, at = excluded.at, lease_until = 0",
        teller,
        about,
        text,
        at);
  }

  private static Optional<Notice> untold(Transaction transaction, String teller, String matter) {
    return transaction.first(
        "SELECT about, text, at FROM notice WHERE channel = ?"
            + " AND (about = ? OR SUBSTR(about, 1, ?) = ?) ORDER BY at DESC LIMIT 1",
        row -> new Notice(row.getString(1), row.getString(2), row.getLong(3)),
        teller,
        matter,
        matter.length() + RefusedAlert.UP_TO.length(),
        matter + RefusedAlert.UP_TO);
  }

  /** What a channel must send, the oldest first; a hundred at most. */
  public List<Notice> of(Transaction transaction, String channel) {
    return transaction.list(
        "SELECT about, text, at FROM notice WHERE channel = ? ORDER BY at, about LIMIT 100",
        row -> new Notice(row.getString(1), row.getString(2), row.getLong(3)),
        channel);
  }

  /** Claims a notice for the time of a lease; whether nobody else has it. */
  public boolean claim(Transaction writing, String channel, Notice notice, long now, Lease lease) {
    return writing.update(
            "UPDATE notice SET claimed_by = ?, lease_until = ?"
                + " WHERE channel = ? AND about = ? AND at = ?"
                + " AND (lease_until <= ? OR lease_until > ?)",
            lease.owner(),
            lease.until(),
            channel,
            notice.about(),
            notice.at(),
            now,
            DueDebts.OF_A_LEASE.end(now))
        == 1;
  }

  /** Lets go of a notice that could not be delivered. */
  public void giveBack(Transaction writing, String channel, Notice notice, Lease lease) {
    writing.update(
        "UPDATE notice SET lease_until = 0"
            + " WHERE channel = ? AND about = ? AND claimed_by = ? AND lease_until = ?",
        channel,
        notice.about(),
        lease.owner(),
        lease.until());
  }

  /**
   * Deletes a notice that the channel has delivered, and keeps it as one that was told; what was
   * added meanwhile stays.
   */
  public void delivered(Transaction transaction, String channel, Notice notice) {
    delete(transaction, channel, notice);
    // Several channels tell the same: once is enough for who reads it later.
    transaction.update(
        "INSERT INTO told_notice (after_event, about, text, at)"
            + " SELECT COALESCE(MAX(id), 0), ?, ?, ? FROM event WHERE true"
            + " ON CONFLICT (about, at) DO NOTHING",
        notice.about(),
        notice.text(),
        notice.at());
    transaction.update(
        "DELETE FROM told_notice WHERE id <= (SELECT MAX(id) FROM told_notice) - ?", MOST_TOLD);
    RefusedAlert.named(notice.about()).ifPresent(refused -> refused.isTold(transaction));
  }

  private static void delete(Transaction transaction, String channel, Notice notice) {
    transaction.update(
        "DELETE FROM notice WHERE channel = ? AND about = ? AND at = ?",
        channel,
        notice.about(),
        notice.at());
  }

  /**
   * Hands over what tellers were to tell that are no longer configured, as {@link Inheritance} does
   * with alerts.
   *
   * @param heirs the channels that were not in force before
   * @param configured the names of all channels in force, here and elsewhere
   */
  void handOver(Transaction transaction, List<Channel> heirs, Set<String> configured) {
    for (String teller :
        transaction.list("SELECT DISTINCT channel FROM notice", row -> row.getString(1))) {
      if (!configured.contains(teller) && !heirs.isEmpty()) {
        of(transaction, teller).forEach(notice -> handOver(transaction, teller, notice, heirs));
      }
    }
  }

  /** Owes new channels what the old ones know of one another: which do not work. */
  void tellOfTrouble(Transaction transaction, List<Channel> fresh, List<String> bad, long now) {
    for (Channel teller : fresh) {
      for (String channel : bad) {
        if (!channel.equals(teller.name())
            && untold(transaction, teller.name(), channel).isEmpty()) {
          oweTroubleTo(transaction, teller.name(), channel, now);
        }
      }
    }
  }

  private static void handOver(
      Transaction transaction, String teller, Notice notice, List<Channel> heirs) {
    Optional<RefusedAlert> refused = RefusedAlert.named(notice.about());
    Optional<String> network =
        refused.flatMap(alert -> Inheritance.network(transaction, alert.networkId()));
    String channel = refused.map(RefusedAlert::channel).orElse(notice.about());
    for (Channel heir : heirs) {
      boolean itself = channel.equals(heir.name());
      if (!itself && network.map(heir::wants).orElse(true)) {
        put(transaction, heir.name(), notice.about(), notice.text(), notice.at());
        delete(transaction, teller, notice);
      }
    }
  }

  /** Deletes what a channel was to tell that was removed, and what others were to tell of it. */
  void forget(Transaction transaction, String channel) {
    transaction.update("DELETE FROM notice WHERE channel = ? OR about = ?", channel, channel);
  }

  /** Deletes notices not yet sent about a matter of this server that is no more. */
  void withdraw(Transaction transaction, String about) {
    transaction.update("DELETE FROM notice WHERE about = ?", about);
  }
}
