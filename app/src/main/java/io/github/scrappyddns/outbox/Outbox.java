package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  /** For so long a channel is new to those that other instances stop using. */
  private static final long RECENT_MILLIS = Duration.ofHours(1).toMillis();

  private final ChannelsInForce channels;
  private final long instance;
  private final Notices notices;
  private final Owing owing;
  private final DueDebts due;
  private final Payments payments;
  private final ChannelStates states = new ChannelStates();

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
    this.channels = channels;
    long alertMillis = alertInterval.toMillis();
    long calmMillis = Math.max(alertMillis, Pace.LONGEST.toMillis());
    this.owing = new Owing(this.channels, alertMillis);
    this.payments = new Payments(alertMillis, calmMillis);
    this.due =
        new DueDebts(Duration.ofMillis(Math.max(calmMillis, RetrySchedule.LONGEST.toMillis())));
    this.notices = new Notices(this.channels, words);
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
   * Begins where an earlier process has ended: what failed is due at once, and in a database of its
   * own, all leases end.
   *
   * <p>What is owed to channels that are gone is owed to new ones, see {@link Inheritance}.
   *
   * @param elsewhere the channels that other instances are set up with
   * @return how many debts wait for channels that are not configured
   */
  public int resume(Transaction transaction, long now, Set<String> elsewhere) {
    List<String> names = names();
    List<String> fresh = states.enroll(transaction, names, elsewhere, now);
    if (instance == 0) {
      end(transaction, " WHERE lease_until > 0");
    } else {
      end(transaction, " WHERE lease_until > 0 AND claimed_by NOT IN (SELECT id FROM instance)");
    }
    names.stream().sorted().forEach(channel -> hasten(transaction, channel, now));
    Inheritance.takeBack(transaction, names);
    Inheritance.strikeOutUnwanted(transaction, channels.all());
    int waiting = settle(transaction, elsewhere, of(fresh), now);
    notices.tellOfTrouble(transaction, of(fresh), states.bad(transaction), now);
    return waiting;
  }

  /**
   * Hands over what channels were owed that no instance is set up with any more.
   *
   * @param elsewhere the channels that other instances are set up with
   */
  public void settle(Transaction transaction, Set<String> elsewhere, long now) {
    settle(transaction, elsewhere, List.of(), now);
  }

  private int settle(
      Transaction transaction, Set<String> elsewhere, List<Channel> fresh, long now) {
    Set<String> known = new HashSet<>(elsewhere);
    known.addAll(names());
    List<Channel> heirs =
        instance == 0 ? fresh : of(states.enrolledSince(transaction, now - RECENT_MILLIS));
    notices.handOver(transaction, heirs, known);
    return Inheritance.settle(transaction, known, heirs, now);
  }

  private List<String> names() {
    return channels.all().stream().map(Channel::name).toList();
  }

  private List<Channel> of(List<String> some) {
    return channels.all().stream()
        .filter(channel -> some.contains(channel.name()))
        .map(Channel.class::cast)
        .toList();
  }

  /**
   * A channel comes into force, in the transaction that stores it: it takes on what channels were
   * owed that are gone, as {@link Inheritance} has it.
   *
   * @param others the channels that stay in force beside it, here and elsewhere
   */
  public void welcome(Transaction transaction, Channel channel, Set<String> others, long now) {
    Set<String> known = new HashSet<>(others);
    known.add(channel.name());
    List<Channel> heirs = List.of(channel);
    states.begin(transaction, channel.name(), now);
    Inheritance.takeBack(transaction, List.of(channel.name()));
    notices.handOver(transaction, heirs, known);
    Inheritance.settle(transaction, known, heirs, now);
    notices.tellOfTrouble(transaction, heirs, states.bad(transaction), now);
  }

  /**
   * Channels have stepped back for others: what they were owed until then, these take on.
   *
   * @param others the channels that are in force, here and elsewhere
   */
  public void stepBack(
      Transaction transaction,
      List<String> gone,
      List<Channel> heirs,
      Set<String> others,
      long now) {
    // A row may have grown since it was handed over.
    Inheritance.takeBack(transaction, gone);
    Set<String> known = new HashSet<>(others);
    heirs.forEach(heir -> known.add(heir.name()));
    notices.handOver(transaction, heirs, known);
    Inheritance.settle(transaction, known, heirs, now);
  }

  /**
   * A channel was set up anew under its name: it is tried at once, and told nothing of networks
   * that it no longer wants.
   */
  public void mended(Transaction transaction, Channel channel, long now) {
    states.mend(transaction, channel.name());
    Inheritance.strikeOutUnwanted(transaction, List.of(channel));
    hasten(transaction, channel.name(), now);
  }

  /** Forgets what a channel was owed that a person has removed, and what others tell of it. */
  public void forget(Transaction transaction, String channel) {
    transaction.update("DELETE FROM delivery WHERE channel = ?", channel);
    notices.forget(transaction, channel);
    states.forget(transaction, channel);
  }

  /** Ends what an instance had claimed that is no more. */
  public void free(Transaction transaction, long owner) {
    end(transaction, " WHERE lease_until > 0 AND claimed_by = " + owner);
  }

  private static void end(Transaction transaction, String which) {
    transaction.update(
        "UPDATE delivery SET lease_until = 0, unsure = 1, attempts = attempts + 1" + which);
    transaction.update("UPDATE notice SET lease_until = 0" + which);
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
