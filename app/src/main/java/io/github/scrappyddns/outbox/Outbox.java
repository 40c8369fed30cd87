package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What is owed to whom: one row for each channel and network, which never grows, however long the
 * channel cannot be reached.
 *
 * <p>A row owes the events behind {@code paid_event} up to {@code owed_event}. A lane claims it for
 * the time of a lease, sends outside any transaction, and settles it. All times are epoch
 * milliseconds. Stateless but for its settings; safe for use by several threads.
 */
public final class Outbox {
  private final long instance;
  private final Notices notices;
  private final Owing owing;
  private final DueDebts due;
  private final Payments payments;
  private final ChannelStates states = new ChannelStates();
  private final Succession succession;

  /**
   * @param channels those in force, asked anew each time
   * @param alertInterval how long a channel is left alone about a network after an alert, unless
   *     {@link Pace} asks for longer
   */
  public Outbox(ChannelsInForce channels, Duration alertInterval) {
    this(channels, alertInterval, 0);
  }

  /**
   * The same for one of several instances.
   *
   * @param instance the number of this one; 0 where it has the database for itself
   */
  public Outbox(ChannelsInForce channels, Duration alertInterval, long instance) {
    this(channels, alertInterval, instance, Words.ofAlerts(Language.ENGLISH));
  }

  /**
   * The same in the language of the installation.
   *
   * @param words of alerts
   */
  public Outbox(ChannelsInForce channels, Duration alertInterval, long instance, Words words) {
    this.instance = instance;
    long alertMillis = alertInterval.toMillis();
    long calmMillis = Math.max(alertMillis, Pace.LONGEST.toMillis());
    this.owing = new Owing(channels, alertMillis);
    this.payments = new Payments(alertMillis, calmMillis);
    this.due =
        new DueDebts(Duration.ofMillis(Math.max(calmMillis, RetrySchedule.LONGEST.toMillis())));
    this.notices = new Notices(channels, words);
    this.succession = new Succession(channels, instance, notices, payments, states);
  }

  /**
   * Owes events to every channel that wants them, in the transaction that stores the events.
   *
   * @param news in the order of the events
   * @param at epoch milliseconds
   */
  public void owe(Transaction transaction, List<OwedEvent> news, long at) {
    owing.owe(transaction, news, at);
  }

  /** Claims the debt that has been due for longest, if any is due. */
  public Optional<Delivery> claim(Transaction transaction, String channel, long now) {
    return due.claim(transaction, channel, now, lease(now));
  }

  /** A lease of this instance that begins now. */
  public Lease lease(long now) {
    return Lease.from(now, instance);
  }

  /** When the next debt of a channel is due; empty where nothing is owed to it. */
  public OptionalLong nextDue(Transaction transaction, String channel, long now) {
    return due.next(transaction, channel, now);
  }

  /** As {@link Payments#paid}. */
  public boolean paid(Transaction transaction, Delivery delivery, long now) {
    return payments.paid(transaction, delivery, now);
  }

  /** As {@link Payments#postpone}. */
  public void postpone(Transaction transaction, Delivery after, long nextAttemptAt) {
    payments.postpone(transaction, after, nextAttemptAt);
  }

  /** As {@link Payments#hasten}. */
  public void hasten(Transaction transaction, String channel, long now) {
    payments.hasten(transaction, channel, now);
  }

  /**
   * Strikes out what channels are owed of a network: what happened to it until now is told to
   * nobody. What is under way may still arrive.
   *
   * @param newest the number of its newest event; 0 where it has none
   */
  public void strikeOut(Transaction transaction, long networkId, long newest) {
    Removal.strikeOut(transaction, networkId, newest);
    notices.forgetRefusals(transaction, networkId);
  }

  /**
   * Forgets a network whose events were removed.
   *
   * @param newest the greatest number of an event that there still is
   */
  public void remove(Transaction transaction, long networkId, long newest) {
    Removal.remove(transaction, networkId, newest);
    notices.forgetRefusals(transaction, networkId);
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
      notices.announce(transaction, about, channel -> Optional.of(text), at);
    }
    return news > 0;
  }

  /**
   * Owes notices about this server that are not the same for all.
   *
   * @param text for each channel; where there is none, it is not told
   */
  public void announce(
      Transaction transaction, String about, Function<Channel, Optional<String>> text, long at) {
    notices.announce(transaction, about, text, at);
  }

  /** Takes back a notice about this server where it has not arrived yet. */
  public void withdraw(Transaction transaction, String about) {
    notices.withdraw(transaction, about);
  }

  /** What becomes of debts when channels or instances come and go. */
  public Succession succession() {
    return succession;
  }

  public Notices notices() {
    return notices;
  }

  public ChannelStates states() {
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
