package io.github.scrappyddns.assembly;

import io.github.scrappyddns.assembly.upkeep.CertificateExpiry;
import io.github.scrappyddns.assembly.upkeep.CertificateText;
import io.github.scrappyddns.assembly.upkeep.Heartbeat;
import io.github.scrappyddns.assembly.upkeep.Housekeeping;
import io.github.scrappyddns.assembly.upkeep.MendedChannels;
import io.github.scrappyddns.assembly.upkeep.Troubles;
import io.github.scrappyddns.assembly.upkeep.WorkingChannels;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.Watcher;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.relay.Digest;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.relay.Renderer;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelMaker;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Words;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What tells people of changes: the channels, what they are owed, and the relay that pays it. */
final class AlertSide implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSide.class);
  private static final long STEERING_MILLIS = 1_000;
  private static final long HEARTBEAT_MILLIS = 1_000;

  private final Database database;
  private final Sharing sharing;
  private final InstantSource clock;
  private final Words words;
  private final ChannelsInForce channels;
  private final Outbox outbox;
  private final Relay relay;
  private final Browsers browsers;
  private final ChannelBook book;
  private final MendedChannels mended;
  private final Optional<Heartbeat> heartbeat;

  AlertSide(
      Installation installation,
      Database database,
      Sharing sharing,
      NetworkTable networks,
      Timeline timeline,
      Troubles troubles) {
    this.database = database;
    this.sharing = sharing;
    clock = sharing.clock();
    Settings settings = installation.settings();
    List<ObservedChannel> ofSettings =
        installation.channels().stream()
            .map(channel -> new ObservedChannel(channel, clock))
            .toList();
    channels = new ChannelsInForce(ofSettings);
    words = Words.ofAlerts(settings.language());
    outbox = new Outbox(channels, settings.alertInterval(), sharing.number(), words);
    Digest digest = new Digest(words, ZoneId.systemDefault());
    Renderer renderer = new Renderer(networks, timeline, digest);
    relay = new Relay(channels, database, outbox, renderer, clock, sharing::isChannelRemoved);
    browsers = new Browsers(installation, database, clock);
    book =
        new ChannelBook(
            database,
            new ChannelMaker(settings.secretKeyFile(), browsers.kinds(), clock),
            ofSettings,
            installation.printsAlerts(),
            new ChannelBook.Surroundings(
                outbox, channels, sharing::channelsElsewhere, relay::follow),
            clock);
    mended = new MendedChannels(settings.stateDirectory(), relay::tryNow);
    heartbeat = settings.heartbeatUrl().map(url -> heartbeat(installation, url, troubles));
    troubles.askForWarning(book::warning);
    heartbeat.ifPresent(beating -> troubles.askForWarning(beating::warning));
  }

  private Heartbeat heartbeat(Installation installation, URI url, Troubles troubles) {
    Watcher watcher = installation.kinds().get().watcher(url);
    WorkingChannels working = new WorkingChannels(channels, database, outbox, clock);
    return new Heartbeat(
        watcher.host(), watcher::signal, () -> troubles.notReady().or(working::trouble), clock);
  }

  /**
   * Tidies up before anything runs: ends the leases and rests of the previous process, and hands
   * over the debts of channels that are gone.
   */
  void takeOver() {
    book.open();
    sharing.enter(outbox, relay::wake);
    int waiting =
        database.write(
            writing -> {
              book.forgetRemoved(writing);
              return outbox
                  .succession()
                  .resume(writing, clock.millis(), sharing.channelsElsewhere(writing));
            });
    if (waiting > 0) {
      LOG.warn("{} alerts are owed to channels that are no longer configured", waiting);
    }
  }

  void start(Housekeeping housekeeping) {
    relay.start();
    housekeeping.watch("channels", mended::look);
    housekeeping.every(STEERING_MILLIS, "channels", book::look);
    heartbeat.ifPresent(
        beating -> housekeeping.every(HEARTBEAT_MILLIS, "heartbeat", beating::look));
  }

  ChannelsInForce channels() {
    return channels;
  }

  Outbox outbox() {
    return outbox;
  }

  Relay relay() {
    return relay;
  }

  Browsers browsers() {
    return browsers;
  }

  ChannelBook book() {
    return book;
  }

  /** What reaches all channels about the certificate. */
  CertificateExpiry.Announcements aboutCertificate() {
    CertificateText text = new CertificateText(words, ZoneId.systemDefault());
    return new CertificateExpiry.OwedByAll(database, outbox, text, clock, relay::wake);
  }

  @Override
  public void close() {
    relay.close();
  }
}
