package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.Succession;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The channels that people set up: where orders are given, and questions asked. An order is one
 * transaction; this process obeys at once, the others when they next look. Safe for use by several
 * threads.
 */
public final class ChannelBook {
  /**
   * Where a new channel stands among others.
   *
   * @param elsewhere the names of the channels that the others' settings name
   * @param changed called when other channels are in force; must not block for long
   */
  public record Surroundings(
      Outbox outbox,
      ChannelsInForce inForce,
      Function<Transaction, Set<String>> elsewhere,
      Runnable changed) {}

  private final Database database;
  private final ChannelMaker maker;
  private final OpenedChannels channels;
  private final Takeover takeover;
  private final ChannelOrders orders;
  private final ChannelTable table = new ChannelTable();

  /**
   * A book that has not been opened yet.
   *
   * @param ofSettings the channels of the settings
   * @param onlyForWant whether those are in force only where there is no other
   */
  public ChannelBook(
      Database database,
      ChannelMaker maker,
      List<ObservedChannel> ofSettings,
      boolean onlyForWant,
      Surroundings around,
      InstantSource clock) {
    this.database = database;
    this.maker = maker;
    ChannelNames names = new ChannelNames(ofSettings, onlyForWant, around.elsewhere);
    channels = new OpenedChannels(database, maker, ofSettings, onlyForWant, names, around.inForce);
    Succession succession = around.outbox.succession();
    takeover = new Takeover(database, channels, names, succession, around.changed, clock);
    orders = new ChannelOrders(database, maker, succession, names, clock);
  }

  /** Puts what is stored into force, before anything runs. */
  public synchronized void open() {
    takeover.begin();
  }

  /** Forgets what was owed to channels that were removed while this process did not run. */
  public void forgetRemoved(Transaction writing) {
    takeover.forgetRemoved(writing);
  }

  /**
   * Takes over what others have ordered, and tries again what could not be read.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away; the
   *     next look takes over all that was missed
   */
  public synchronized void look() {
    takeover.look();
  }

  private ChannelOutcome obeyed(ChannelOutcome outcome) {
    if (outcome.isDone()) {
      takeover.take();
    }
    return outcome;
  }

  /**
   * Adds a channel.
   *
   * @param name for it; empty for what the service calls it
   * @param networks which networks it is told of; empty for all
   */
  public synchronized ChannelOutcome add(String url, String name, String networks) {
    return obeyed(orders.add(url, name, networks));
  }

  /**
   * Sets up a channel anew, which keeps its name.
   *
   * @param typed the fields of the form of its {@link #setup}
   */
  public synchronized ChannelOutcome change(long id, Map<String, String> typed, String networks) {
    return obeyed(orders.change(id, typed, networks));
  }

  /**
   * Lets a browser that has subscribed anew have its alerts there.
   *
   * @param url as {@link DeviceUrl} writes it; what its owner chose stays
   */
  public synchronized ChannelOutcome renew(long id, String url) {
    return obeyed(orders.renew(id, url));
  }

  /** Lets a channel wait, or tell again what has waited. */
  public synchronized ChannelOutcome pause(long id, boolean paused) {
    return obeyed(orders.pause(id, paused));
  }

  /**
   * Changes several things of a channel at once.
   *
   * @param version told the revision of what is changed, before it is; what it throws ends the
   *     order
   */
  public synchronized ChannelOutcome edit(long id, ChannelEdit edit, LongConsumer version) {
    return obeyed(orders.edit(id, edit, version));
  }

  /** Removes a channel; what it was owed is told to nobody. */
  public ChannelOutcome remove(long id) {
    return remove(id, any -> {});
  }

  /**
   * The same.
   *
   * @param version as of {@link #edit}
   */
  public synchronized ChannelOutcome remove(long id, LongConsumer version) {
    return obeyed(orders.remove(id, version));
  }

  /**
   * Adds a channel that was written down elsewhere, under its name and paused if it was.
   *
   * @param url the copy's
   */
  public synchronized ChannelOutcome takeIn(ChannelCopy copy, String url) {
    return obeyed(orders.takeIn(copy, url));
  }

  /** Sets up a channel as a copy says, which keeps its name. */
  public synchronized ChannelOutcome replace(long id, ChannelCopy copy, String url) {
    return obeyed(orders.replace(id, copy, url));
  }

  /**
   * Why {@link #takeIn} would refuse this URL, in words without secrets; empty where it would not.
   */
  public synchronized Optional<String> problem(ChannelCopy copy, String url) {
    try {
      maker.typed(url, copy.name(), copy.networks());
      return Optional.empty();
    } catch (ChannelUrlException e) {
      return Optional.of(e.problem());
    }
  }

  /** The revision of the last order about a channel; 0 where there was none. */
  public long revision(long id) {
    return database.read(reading -> table.revision(reading, id));
  }

  /** How a channel is set up, as a form shows it; empty where it is gone or cannot be read. */
  public synchronized Optional<ChannelSetup> setup(long id) {
    return channels.setup(id);
  }

  /** A browser among the channels that can be read: the first whose URL fits. */
  public synchronized Optional<DeviceChannel> device(Predicate<DeviceUrl> fits) {
    return channels.device(fits);
  }

  /** All channels, by name: those of the settings, and with their numbers those of people. */
  public synchronized Map<ChannelCopy, Long> copies() {
    return channels.copies();
  }

  /** Whether all of them can be read here. */
  public boolean isWhole() {
    return channels.isWhole();
  }

  /** Whether there is a way to reach anybody: without one alerts go to the log only. */
  public boolean reachesSomebody() {
    return channels.reachesSomebody();
  }

  /** What health and the page of problems say: everybody may read it, so it names nothing. */
  public Optional<String> warning() {
    return channels.warning();
  }
}
