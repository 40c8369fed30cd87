package io.github.scrappyddns.steering;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Outbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

  private final Database database;
  private final ChannelTable table = new ChannelTable();
  private final ChannelMaker maker;
  private final List<ObservedChannel> ofSettings;
  private final boolean onlyForWant;
  private final Surroundings around;
  private final ChannelOrders orders;
  private List<OpenedChannel> opened = List.of();
  private long known;

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
    orders = new ChannelOrders(database, maker, around.outbox, this::taken, clock);
  }

  /** Puts what is stored into force, before anything runs. */
  public synchronized void open() {
    putIntoForce();
  }

  /** Forgets what was owed to channels that were removed while this process did not run. */
  public void forgetRemoved(Transaction writing) {
    table.removed(writing).forEach(name -> around.outbox.forget(writing, name));
  }

  /** Takes over what others have ordered, and tries again what could not be read. */
  public synchronized void look() {
    boolean again = opened.stream().anyMatch(one -> !one.trouble().isEmpty()) && maker.mayReadNow();
    if (again || (database.isShared() && database.read(table::newest) != known)) {
      if (again) {
        opened = opened.stream().filter(one -> one.trouble().isEmpty()).toList();
      }
      takeOver();
    }
  }

  private void takeOver() {
    List<ObservedChannel> before = around.inForce.all();
    putIntoForce();
    around.changed.run();
    List<String> gone = new ArrayList<>();
    for (ObservedChannel channel : before) {
      if (around.inForce.find(channel.name()).isEmpty()) {
        gone.add(channel.name());
      }
    }
    if (!gone.isEmpty()) {
      // What was owed to it since the order, by who did not know of it yet.
      database.write(
          writing -> {
            forgetRemoved(writing);
            return null;
          });
    }
  }

  private void putIntoForce() {
    List<StoredChannel> rows =
        database.read(
            reading -> {
              known = table.newest(reading);
              return table.all(reading);
            });
    List<OpenedChannel> fresh = new ArrayList<>();
    for (StoredChannel row : rows) {
      fresh.add(
          opened.stream()
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
  }

  private Set<String> taken(Transaction transaction) {
    Set<String> names = new HashSet<>(around.elsewhere.apply(transaction));
    ofSettings.forEach(channel -> names.add(channel.name()));
    names.addAll(table.names(transaction));
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

  /** Lets a channel wait, or tell again what has waited. */
  public synchronized ChannelOutcome pause(long id, boolean paused) {
    return obeyed(orders.pause(id, paused));
  }

  /** Removes a channel; what it was owed is told to nobody. */
  public synchronized ChannelOutcome remove(long id) {
    return obeyed(orders.remove(id));
  }

  private ChannelOutcome obeyed(ChannelOutcome outcome) {
    if (outcome.isDone()) {
      takeOver();
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
  public synchronized boolean reachesSomebody() {
    return !onlyForWant || !opened.isEmpty();
  }

  /** What health and the page of problems say: everybody may read it, so it names nothing. */
  public synchronized Optional<String> warning() {
    if (opened.stream().anyMatch(one -> !one.trouble().isEmpty())) {
      return Optional.of(
          "channels: some that were set up in the dashboard cannot be read here: the log has it");
    }
    if (opened.stream().anyMatch(one -> isOfSettings(one.row().name()))) {
      return Optional.of(
          "channels: one of the dashboard is not used, because the settings have one of its name");
    }
    return Optional.empty();
  }
}
