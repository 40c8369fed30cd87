package io.github.scrappyddns.steering;

import com.google.common.base.Suppliers;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import io.github.scrappyddns.channel.webpush.PushHosts;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelMaker;
import io.github.scrappyddns.steering.channel.ChannelTable;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.words.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The book of channels of one process, on a real database, and the outbox that owes them news. */
public final class SteeredChannels implements AutoCloseable {
  private static final Map<String, String> NO_PROXIES = Map.of();

  public final HandClock clock = new HandClock();
  public final Database database;
  public final ChannelsInForce inForce;
  public final Outbox outbox;
  public final ChannelBook book;
  public final PushKeys keys;

  /** The push services that browsers may name. */
  public List<String> pushHosts = List.of();

  public Runnable follow = () -> {};
  public Runnable elsewhereAsked = () -> {};
  public int changes;

  public SteeredChannels(String url, Path keyFile, Channel... ofSettings) {
    this(url, keyFile, false, ofSettings);
  }

  public SteeredChannels(String url, Path keyFile, boolean onlyForWant, Channel... ofSettings) {
    database = Database.open(url);
    List<ObservedChannel> observed = new ArrayList<>();
    for (Channel channel : ofSettings) {
      observed.add(InForce.observed(channel));
    }
    inForce = new ChannelsInForce(observed);
    keys = new PushKeys(database, keyFile, clock);
    outbox = new Outbox(inForce, Duration.ZERO, database.instance());
    book =
        new ChannelBook(
            database,
            new ChannelMaker(
                keyFile,
                // One HTTP client for all, as in the service.
                Suppliers.memoize(
                    () ->
                        new Channels(clock, ZoneOffset.UTC, "test", NO_PROXIES)
                            .withBrowsers(
                                new ApplicationServer(
                                    keys::key,
                                    PushHosts.knownAnd(pushHosts),
                                    Optional.empty(),
                                    Language.ENGLISH,
                                    clock))),
                clock),
            observed,
            onlyForWant,
            new ChannelBook.Surroundings(
                outbox,
                inForce,
                writing -> {
                  elsewhereAsked.run();
                  return new HashSet<>(new ChannelTable().names(writing));
                },
                () -> {
                  changes++;
                  follow.run();
                }),
            clock);
    book.open();
  }

  public SteeredChannels withNetworks(Network... networks) {
    SeededNetworks.store(database, networks);
    return this;
  }

  /** The names of the channels in force. */
  public List<String> names() {
    return inForce.all().stream().map(Channel::name).toList();
  }

  public List<String> telling() {
    return inForce.telling().stream().map(Channel::name).toList();
  }

  public long number(String name) {
    return inForce.find(name).orElseThrow().number();
  }

  public void owe(OwedEvent event) {
    database.write(
        writing -> {
          outbox.owe(writing, List.of(event), clock.millis());
          return null;
        });
  }

  public int debts(String channel) {
    return database.read(reading -> outbox.debts(reading, channel));
  }

  @Override
  public void close() {
    database.close();
  }
}
