package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.ChannelTexts;
import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Outbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The channels that people set up: their orders, and what comes into force of them. An order is one
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

  /** A channel that is a browser. */
  public record Device(long id, String name, DeviceUrl url) {}

  private final Database database;
  private final ChannelTable table = new ChannelTable();
  private final ChannelMaker maker;
  private final List<ObservedChannel> ofSettings;
  private final boolean onlyForWant;
  private final Surroundings around;
  private final InstantSource clock;
  private final ChannelOrders orders;

  /** Read by pages and by health, which must not wait for an order. */
  private volatile List<OpenedChannel> opened = List.of();

  /** The revision of all that was taken over, and the names that were in force then. */
  private long known;

  private Set<String> settled = Set.of();

  /** Whether something was not taken over, which nobody else would have us look for. */
  private boolean isBehind;

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
    this.ofSettings = List.copyOf(ofSettings);
    this.onlyForWant = onlyForWant;
    this.around = around;
    this.clock = clock;
    orders = new ChannelOrders(database, maker, around.outbox, this::taken, this::staying, clock);
  }

  /** Puts what is stored into force, before anything runs. */
  public synchronized void open() {
    known = putIntoForce(List.of());
    settled = inForce();
  }

  private Set<String> inForce() {
    Set<String> names = new HashSet<>();
    around.inForce.all().forEach(channel -> names.add(channel.name()));
    return names;
  }

  /** Forgets what was owed to channels that were removed while this process did not run. */
  public void forgetRemoved(Transaction writing) {
    Set<String> removed = new HashSet<>(table.removed(writing));
    // Settings may have one of the same name by now.
    removed.removeAll(taken(writing));
    removed.forEach(name -> around.outbox.succession().forget(writing, name));
  }

  /**
   * Takes over what others have ordered, and tries again what could not be read.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away; the
   *     next look takes over all that was missed
   */
  public synchronized void look() {
    boolean again = opened.stream().anyMatch(one -> !one.trouble().isEmpty()) && maker.mayReadNow();
    if (again || isBehind || (database.isShared() && database.read(table::newest) != known)) {
      takeOver(again ? opened.stream().filter(one -> one.trouble().isEmpty()).toList() : opened);
    }
  }

  /**
   * Puts what is stored into force.
   *
   * @param usable what need not be opened again
   */
  private void takeOver(List<OpenedChannel> usable) {
    isBehind = true;
    long newest = putIntoForce(usable);
    Set<String> now = inForce();
    List<String> gone = settled.stream().filter(name -> !now.contains(name)).toList();
    try {
      if (!gone.isEmpty()) {
        database.write(
            writing -> {
              settle(writing, gone);
              return null;
            });
      }
    } finally {
      around.changed.run();
    }
    settled = now;
    known = newest;
    isBehind = false;
  }

  /** Of what was owed to channels since the order, by who did not know of it yet. */
  private void settle(Transaction writing, List<String> gone) {
    forgetRemoved(writing);
    List<String> steppedBack = gone.stream().filter(this::isOfSettings).toList();
    if (!steppedBack.isEmpty()) {
      List<Channel> heirs =
          around.inForce.all().stream()
              .filter(channel -> !settled.contains(channel.name()))
              .map(Channel.class::cast)
              .toList();
      around
          .outbox
          .succession()
          .stepBack(writing, steppedBack, heirs, staying(writing), clock.millis());
    }
  }

  private long putIntoForce(List<OpenedChannel> usable) {
    record Stored(long newest, List<StoredChannel> rows) {}
    Stored stored = database.read(reading -> new Stored(table.newest(reading), table.all(reading)));
    List<OpenedChannel> fresh = new ArrayList<>();
    for (StoredChannel row : stored.rows) {
      fresh.add(
          usable.stream()
              .filter(one -> one.row().sealed().equals(row.sealed()) && one.row().id() == row.id())
              .findFirst()
              .map(one -> new OpenedChannel(row, one.channel(), one.trouble()))
              .orElseGet(() -> maker.open(row)));
    }
    opened = List.copyOf(fresh);
    List<Member> members = new ArrayList<>();
    if (!onlyForWant || opened.isEmpty()) {
      members.addAll(ChannelsInForce.ofSettings(ofSettings));
    }
    opened.stream()
        .filter(one -> !isOfSettings(one.row().name()))
        .forEach(one -> members.add(one.member()));
    around.inForce.replace(members);
    return stored.newest;
  }

  private Set<String> taken(Transaction transaction) {
    Set<String> names = new HashSet<>(around.elsewhere.apply(transaction));
    ofSettings.forEach(channel -> names.add(channel.name()));
    names.addAll(table.names(transaction));
    return names;
  }

  /** As {@link #taken}, without those that step back for a channel that people set up. */
  private Set<String> staying(Transaction transaction) {
    Set<String> names = taken(transaction);
    if (onlyForWant) {
      ofSettings.forEach(channel -> names.remove(channel.name()));
    }
    return names;
  }

  private boolean isOfSettings(String name) {
    return ofSettings.stream().anyMatch(channel -> channel.name().equals(name));
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

  /** A browser among the channels that can be read: the first whose URL fits. */
  public synchronized Optional<Device> device(Predicate<DeviceUrl> fits) {
    for (OpenedChannel one : opened) {
      Optional<DeviceUrl> url =
          one.trouble().isEmpty() && one.row().kind().equals(DeviceUrl.KIND)
              ? DeviceUrl.of(maker.url(one.row())).filter(fits)
              : Optional.empty();
      if (url.isPresent()) {
        return Optional.of(new Device(one.row().id(), one.row().name(), url.get()));
      }
    }
    return Optional.empty();
  }

  /** Whether all of them can be read here. */
  public boolean isWhole() {
    return opened.stream().allMatch(one -> one.trouble().isEmpty());
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

  /** The revision of the last order about a channel; 0 where there was none. */
  public long revision(long id) {
    return database.read(reading -> table.revision(reading, id));
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

  /** All channels, by name: those of the settings, and with their numbers those of people. */
  public synchronized Map<ChannelCopy, Long> copies() {
    Map<ChannelCopy, Long> copies = new LinkedHashMap<>();
    for (ObservedChannel one : ofSettings) {
      copies.put(new ChannelCopy(one.name(), true, "", Optional.empty(), "", "", false), 0L);
    }
    for (OpenedChannel one : opened) {
      StoredChannel row = one.row();
      Optional<String> url =
          one.trouble().isEmpty() ? Optional.of(maker.url(row)) : Optional.empty();
      copies.put(
          new ChannelCopy(
              row.name(),
              false,
              row.kind(),
              url,
              url.map(ChannelTexts::printed).orElse(""),
              row.networks(),
              row.paused()),
          row.id());
    }
    return copies;
  }

  private ChannelOutcome obeyed(ChannelOutcome outcome) {
    if (outcome.isDone()) {
      takeOver(opened);
    }
    return outcome;
  }

  /** How a channel is set up, as a form shows it; empty where it is gone or cannot be read. */
  public synchronized Optional<ChannelSetup> setup(long id) {
    return opened.stream()
        .filter(one -> one.row().id() == id && one.trouble().isEmpty())
        .findFirst()
        .map(one -> ChannelSetup.of(one.row(), maker.url(one.row())));
  }

  /** Whether there is a way to reach anybody: without one alerts go to the log only. */
  public boolean reachesSomebody() {
    return !onlyForWant || !opened.isEmpty();
  }

  /** What health and the page of problems say: everybody may read it, so it names nothing. */
  public Optional<String> warning() {
    List<OpenedChannel> all = opened;
    if (all.stream().anyMatch(one -> !one.trouble().isEmpty())) {
      return Optional.of(
          "channels: some that were set up in the dashboard cannot be read here: the log has it");
    }
    if (all.stream().anyMatch(one -> isOfSettings(one.row().name()))) {
      return Optional.of(
          "channels: one of the dashboard is not used, because the settings have one of its name");
    }
    return Optional.empty();
  }
}
