package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is owed to whom: one row for each channel and network, which never grows, however long the
 * channel cannot be reached.
 *
 * <p>A row owes the events behind {@code paid_event} up to {@code owed_event}. A lane claims it for
 * the time of a lease, sends outside any transaction, and settles it. All times are epoch
 * milliseconds. Stateless but for its settings; safe for use by several threads.
 */
public final class Outbox {
  /** The network had changed nothing for long enough. */
  private static final String RESTED =
      " WHEN excluded.owed_at - delivery.owed_at >= " + Pace.REST.toMillis();

  // Of a row that is paid, next_attempt_at says when the channel may be told again.
  private static final String OWE =
      "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
          + " next_attempt_at, lease_until, attempts, unsure, simplified, owed_at)"
          + " VALUES (?, ?, ?, ?, 0, ?, 0, 0, 0, 0, ?)"
          + " ON CONFLICT (channel, network_id) DO UPDATE SET"
          + " paid_event = CASE WHEN delivery.owed_event > delivery.paid_event"
          + "   THEN delivery.paid_event ELSE excluded.paid_event END,"
          + " owed_event = excluded.owed_event,"
          + " owed_at = excluded.owed_at,"
          + " calm = CASE"
          + RESTED
          + " THEN 0 ELSE delivery.calm END,"
          + " next_attempt_at = CASE"
          + "   WHEN delivery.owed_event > delivery.paid_event THEN delivery.next_attempt_at"
          + "   WHEN delivery.paid_at > excluded.next_attempt_at THEN excluded.next_attempt_at"
          + RESTED
          + "   AND delivery.paid_at + ? > excluded.next_attempt_at THEN delivery.paid_at + ?"
          + RESTED
          + "   THEN excluded.next_attempt_at"
          + "   WHEN delivery.next_attempt_at > excluded.next_attempt_at"
          + "   THEN delivery.next_attempt_at"
          + "   ELSE excluded.next_attempt_at END";

  private static final String MINE = " WHERE channel = ? AND network_id = ? AND lease_until = ?";

  private final List<Channel> channels;
  private final List<String> names;
  private final long alertIntervalMillis;
  private final long calmIntervalMillis;
  private final Notices notices;
  private final DueDebts due;
  private final ChannelStates states = new ChannelStates();

  /**
   * @param channels all that are configured
   * @param alertInterval how long a channel is left alone about a network after an alert, unless
   *     {@link Pace} asks for longer
   */
  public Outbox(List<Channel> channels, Duration alertInterval) {
    this.channels = List.copyOf(channels);
    this.names = channels.stream().map(Channel::name).toList();
    this.alertIntervalMillis = alertInterval.toMillis();
    this.calmIntervalMillis = Math.max(alertIntervalMillis, Pace.LONGEST.toMillis());
    this.due =
        new DueDebts(
            Duration.ofMillis(Math.max(calmIntervalMillis, RetrySchedule.LONGEST.toMillis())));
    this.notices = new Notices(this.channels);
  }

  /** Owes an event to every channel that wants it, in the transaction that stores the event. */
  public void owe(Transaction transaction, Network network, long eventId, long at) {
    for (Channel channel : channels) {
      if (!channel.wants(network.name())) {
        continue;
      }
      transaction.update(
          OWE,
          channel.name(),
          network.id(),
          eventId - 1,
          eventId,
          at,
          at,
          alertIntervalMillis,
          alertIntervalMillis);
    }
  }

  /** Claims the debt that has been due for longest, if any is due. */
  public Optional<Delivery> claim(
      Transaction transaction, String channel, long now, long leaseUntil) {
    return due.claim(transaction, channel, now, leaseUntil);
  }

  /** When the next debt of a channel is due; empty where nothing is owed to it. */
  public OptionalLong nextDue(Transaction transaction, String channel, long now) {
    return due.next(transaction, channel, now);
  }

  /** The debt is paid as far as it was claimed; what came meanwhile waits for its time. */
  public void paid(Transaction transaction, Delivery delivery, long now) {
    Pace pace = delivery.pace().told(now);
    transaction.update(
        "UPDATE delivery SET paid_event = ?, paid_at = ?, next_attempt_at = ?, lease_until = 0,"
            + " attempts = 0, unsure = 0, simplified = 0, recent = ?, calm = ?"
            + MINE,
        delivery.owedEvent(),
        now,
        now + Math.max(alertIntervalMillis, pace.pause().toMillis()),
        pace.written(),
        pace.calm(),
        delivery.channel(),
        delivery.networkId(),
        delivery.leaseUntil());
  }

  /** The debt stays, with what the attempt showed: {@code after} replaces the claimed state. */
  public void postpone(Transaction transaction, Delivery after, long nextAttemptAt) {
    transaction.update(
        "UPDATE delivery SET next_attempt_at = ?, lease_until = 0,"
            + " attempts = ?, unsure = ?, simplified = ?"
            + MINE,
        nextAttemptAt,
        after.attempts(),
        after.unsure() ? 1 : 0,
        after.simplified() ? 1 : 0,
        after.channel(),
        after.networkId(),
        after.leaseUntil());
  }

  /**
   * Makes due at once what only waited for a channel that has just answered again, and what waits
   * for longer than anything should.
   */
  public void hasten(Transaction transaction, String channel, long now) {
    transaction.update(
        "UPDATE delivery SET next_attempt_at = ?"
            + " WHERE channel = ? AND owed_event > paid_event AND next_attempt_at > ?"
            + " AND (attempts > 0 OR next_attempt_at > CASE WHEN calm > 0 THEN ? ELSE ? END)",
        now,
        channel,
        now,
        now + calmIntervalMillis,
        now + alertIntervalMillis);
  }

  /**
   * Takes over from the previous process: its leases end, and what failed is due at once.
   *
   * <p>What is owed to channels that are gone is owed to new ones, see {@link Inheritance}.
   *
   * @return how many debts wait for channels that are not configured
   */
  public int resume(Transaction transaction, long now) {
    List<String> fresh = states.enroll(transaction, names);
    transaction.update(
        "UPDATE delivery SET lease_until = 0, unsure = 1, attempts = attempts + 1"
            + " WHERE lease_until > 0");
    names.forEach(channel -> hasten(transaction, channel, now));
    Inheritance.takeBack(transaction, names);
    Inheritance.strikeOutUnwanted(transaction, channels);
    List<Channel> heirs =
        channels.stream().filter(channel -> fresh.contains(channel.name())).toList();
    notices.handOver(transaction, heirs, states.bad(transaction), now);
    return Inheritance.settle(transaction, names, heirs, now);
  }

  /**
   * Owes a notice about this server itself to every channel, unless it was owed before.
   *
   * @param about names the matter; a later notice about it replaces one that has not arrived
   * @param occasion tells this notice from the one before about the same matter
   * @return whether it is new
   */
  public boolean announce(
      Transaction transaction, String about, long occasion, String text, long at) {
    int news =
        transaction.update(
            "INSERT INTO service (name, probed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE"
                + " SET probed = excluded.probed WHERE service.probed <> excluded.probed",
            about,
            occasion);
    if (news > 0) {
      notices.announce(transaction, about, text, at);
    }
    return news > 0;
  }

  /** Takes back a notice about this server where it has not arrived yet. */
  public void withdraw(Transaction transaction, String about) {
    notices.withdraw(transaction, about);
  }

  Notices notices() {
    return notices;
  }

  ChannelStates states() {
    return states;
  }

  /** About how many networks a channel is owed news. */
  public int debts(Transaction transaction, String channel) {
    return transaction
        .first(
            "SELECT COUNT(*) FROM delivery WHERE channel = ? AND owed_event > paid_event",
            row -> row.getInt(1),
            channel)
        .orElse(0);
  }
}
