package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The outbox when channels or instances come and go: who takes on what was owed, so that nothing
 * owed is lost with its channel.
 *
 * <p>Stateless but for its settings; safe for use by several threads. All times are epoch
 * milliseconds.
 */
public final class Succession {
  /** For so long a channel is new to those that other instances stop using. */
  private static final long RECENT_MILLIS = Duration.ofHours(1).toMillis();

  private final ChannelsInForce channels;
  private final long instance;
  private final Notices notices;
  private final Payments payments;
  private final ChannelStates states;

  Succession(
      ChannelsInForce channels,
      long instance,
      Notices notices,
      Payments payments,
      ChannelStates states) {
    this.channels = channels;
    this.instance = instance;
    this.notices = notices;
    this.payments = payments;
    this.states = states;
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
    names.stream().sorted().forEach(channel -> payments.hasten(transaction, channel, now));
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
    payments.hasten(transaction, channel.name(), now);
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
}
