package io.github.scrappyddns.assembly;

import io.github.scrappyddns.api.ApiDoor;
import io.github.scrappyddns.assembly.upkeep.CertificateExpiry;
import io.github.scrappyddns.assembly.upkeep.CertificateText;
import io.github.scrappyddns.assembly.upkeep.Heartbeat;
import io.github.scrappyddns.assembly.upkeep.Housekeeping;
import io.github.scrappyddns.assembly.upkeep.MendedChannels;
import io.github.scrappyddns.assembly.upkeep.TokenListWatch;
import io.github.scrappyddns.assembly.upkeep.Troubles;
import io.github.scrappyddns.assembly.upkeep.WorkingChannels;
import io.github.scrappyddns.caller.HourlyLog;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.caller.WrongTokens;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.Watcher;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.dashboard.DashboardDoor;
import io.github.scrappyddns.dashboard.badge.BadgeDoor;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.metrics.MetricsEndpoint;
import io.github.scrappyddns.metrics.MetricsGuard;
import io.github.scrappyddns.metrics.Sources;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.relay.Digest;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.relay.Renderer;
import io.github.scrappyddns.silence.Books;
import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelMaker;
import io.github.scrappyddns.timeline.History;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.Badges;
import io.github.scrappyddns.web.Admission;
import io.github.scrappyddns.web.CheckInDesk;
import io.github.scrappyddns.web.HealthEndpoint;
import io.github.scrappyddns.web.HostNames;
import io.github.scrappyddns.web.Router;
import io.github.scrappyddns.words.Words;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service without a socket: makes the parts, starts them bottom-up, stops them top-down. The
 * owner of the sockets passes each call to {@link #endpoint}.
 */
final class ScrappyDdns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScrappyDdns.class);
  private static final long SUMS_MILLIS = 1_000;
  private static final long STEERING_MILLIS = 1_000;
  private static final long PROBE_MILLIS = 5_000;
  private static final long PRUNING_MILLIS = 1_000;
  private static final long LISTENING_MILLIS = 1_000;
  private static final long HEARTBEAT_MILLIS = 1_000;
  private static final String TOKEN_LIST = "token list";

  private final Sharing sharing;
  private final InstantSource clock;
  private final Database database;
  private final Networks networks = new Networks();
  private final RegistryWatch registry;
  private final Words words;
  private final Outbox outbox;
  private final History history;
  private final Enrollment enrollment;
  private final Relay relay;
  private final MendedChannels mendedChannels;
  private final ChangeDetector detector;
  private final ProxyRule proxies;
  private final RefusedCalls refusedCalls;
  private final ChannelBook channelBook;
  private final OwnerSide owner;
  private final DashboardDoor dashboard;
  private final ApiDoor api;
  private final BadgeDoor badges;
  private final MetricsEndpoint metrics;
  private final Endpoint endpoint;
  private final TokenListWatch tokenListWatch;
  private final SilenceWatch silenceWatch;
  private final Optional<Heartbeat> heartbeat;
  private final Housekeeping housekeeping = new Housekeeping();
  private final Troubles troubles;

  /**
   * Opens the database, makes the parts and tidies up after the last run; nothing runs yet.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database cannot be used;
   *     it is not held open then
   * @throws SettingsException if the token list has forgotten all tokens that were known, or
   *     settings name networks that there are not
   */
  static ScrappyDdns open(Installation installation) throws SettingsException {
    Database database = Database.open(installation.settings().databaseUrl());
    try {
      ForgottenTokens.refuse(installation, database, new NetworkTable(installation.clock()));
      List<String> unknown = NamedNetworks.refuse(installation, database);
      unknown.forEach(why -> LOG.warn("{}", why));
      ScrappyDdns service = new ScrappyDdns(installation, database);
      service.troubles.askForWarning(
          () ->
              unknown.isEmpty()
                  ? Optional.empty()
                  : Optional.of("settings: they name a network that there is not: the log has it"));
      service.takeOver(installation.tokenList());
      return service;
    } catch (SettingsException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private ScrappyDdns(Installation installation, Database database) {
    this.database = database;
    troubles = new Troubles(database::trouble, housekeeping);
    sharing = new Sharing(database, installation);
    clock = sharing.clock();
    Settings settings = installation.settings();
    List<ObservedChannel> ofSettings =
        installation.channels().stream()
            .map(channel -> new ObservedChannel(channel, clock))
            .toList();
    ChannelsInForce channels = new ChannelsInForce(ofSettings);

    NetworkTable networkTable = new NetworkTable(clock);
    Timeline timeline = new Timeline();
    words = Words.ofAlerts(settings.language());
    outbox = new Outbox(channels, settings.alertInterval(), sharing.number(), words);
    history = new History(database, timeline, settings.history(), clock);
    Digest digest = new Digest(words, ZoneId.systemDefault());
    Renderer renderer = new Renderer(networkTable, timeline, digest);
    relay = new Relay(channels, database, outbox, renderer, clock, sharing::isChannelRemoved);
    Browsers browsers = new Browsers(installation, database, clock);
    channelBook =
        new ChannelBook(
            database,
            new ChannelMaker(settings.secretKeyFile(), browsers.kinds(), clock),
            ofSettings,
            installation.printsAlerts(),
            new ChannelBook.Surroundings(
                outbox, channels, sharing::channelsElsewhere, relay::follow),
            clock);
    mendedChannels = new MendedChannels(settings.stateDirectory(), relay::tryNow);
    detector =
        new ChangeDetector(
            database, timeline, outbox, settings.ipv6PrefixLength(), clock, relay::wake);
    silenceWatch =
        SilenceMaking.watch(
            settings,
            new Books(database, networkTable, timeline, outbox),
            networks,
            detector,
            relay,
            sharing);
    registry = new RegistryWatch(database, networkTable, networks, clock, this::reload);
    enrollment =
        new Enrollment(
            database, networkTable, networks, timeline, detector, settings.stateDirectory());
    tokenListWatch =
        new TokenListWatch(
            settings.tokenListFile(),
            () -> TokenList.read(settings.tokenListFile(), Router.RESERVED),
            this::enroll,
            networks,
            installation.tokenList());
    troubles.askForWarning(() -> Logs.trouble().map(why -> "log: " + why));
    troubles.askForWarning(tokenListWatch::warning);
    troubles.askForWarning(sharing::warning);
    troubles.askForWarning(channelBook::warning);
    heartbeat = settings.heartbeatUrl().map(url -> heartbeat(installation, url, channels));

    proxies = new ProxyRule(settings.proxies().count(), settings.proxies().trusted());
    WrongTokens wrongTokens = new WrongTokens(new SecureRandom().nextLong(), clock);
    refusedCalls = new RefusedCalls(proxies, clock);
    owner =
        new OwnerSide(
            new OwnerSide.Parts(
                installation,
                clock,
                database,
                networks,
                registry,
                channels,
                channelBook,
                refusedCalls,
                proxies,
                detector::hold,
                relay::tryNow,
                troubles::all));
    dashboard = new DashboardMaking(owner, browsers).door();
    badges = new BadgeDoor(() -> new Badges(database, networks, clock)::state, settings.language());
    Admission admission = new Admission(networks, wrongTokens, refusedCalls);
    api = new ApiMaking(owner).door(admission::refuse);
    CheckInDesk desk = new CheckInDesk(detector, proxies, new HourlyLog(clock));
    metrics =
        new MetricsEndpoint(
            new MetricsGuard(settings.metricsToken(), admission::refuse),
            () ->
                new Sources(
                    new Sources.Parts(
                        Version.text(), admission, desk, detector, relay, dashboard::calls),
                    database,
                    networks,
                    clock));
    HealthEndpoint health =
        new HealthEndpoint(database::trouble, troubles::broken, troubles::warnings);
    endpoint =
        new Router(
            admission,
            desk,
            new HostNames(settings.hostNames()),
            new Router.Operation(
                health, HealthEndpoint::alive, health::ready, metrics, badges::answer),
            dashboard,
            api);
  }

  private Heartbeat heartbeat(Installation installation, URI url, ChannelsInForce channels) {
    Watcher watcher = installation.kinds().get().watcher(url);
    WorkingChannels working = new WorkingChannels(channels, database, outbox, clock);
    Heartbeat beating =
        new Heartbeat(
            watcher.host(), watcher::signal, () -> troubles.notReady().or(working::trouble), clock);
    troubles.askForWarning(beating::warning);
    return beating;
  }

  /** As {@link OwnerSide#firstLink}. */
  Optional<String> firstLink() {
    return owner.firstLink();
  }

  /**
   * Tidies up before anything runs: ends the leases and rests of the previous process, hands over
   * the debts of channels that are gone, forgets a password that the settings no longer give, and
   * puts the token list into force.
   */
  private void takeOver(TokenList list) {
    channelBook.open();
    sharing.enter(outbox, relay::wake);
    int waiting =
        database.write(
            writing -> {
              channelBook.forgetRemoved(writing);
              return outbox.resume(writing, clock.millis(), sharing.channelsElsewhere(writing));
            });
    if (waiting > 0) {
      LOG.warn("{} alerts are owed to channels that are no longer configured", waiting);
    }
    owner.forgetRemovedPassword();
    // What this list says, the others have been told by entering.
    enrollment.enroll(list);
    registry.takeOver();
  }

  private void enroll(TokenList list) {
    enrollment.enroll(list);
    sharing.listed(list);
  }

  /** Starts everything; calls may come from now on. */
  void start() {
    detector.start();
    relay.start();
    housekeeping.watch(TOKEN_LIST, tokenListWatch::look);
    housekeeping.watch("channels", mendedChannels::look);
    housekeeping.every(STEERING_MILLIS, "channels", channelBook::look);
    housekeeping.every(SUMS_MILLIS, "log", Logs::sumUp);
    housekeeping.every(PROBE_MILLIS, "database", database::probe);
    housekeeping.every(PRUNING_MILLIS, "history", this::prune);
    housekeeping.every(LISTENING_MILLIS, "silence", silenceWatch::look);
    heartbeat.ifPresent(
        beating -> housekeeping.every(HEARTBEAT_MILLIS, "heartbeat", beating::look));
    sharing.start(housekeeping, registry);
  }

  private void prune() {
    if (sharing.duties().isMine("history")) {
      history.prune();
    }
  }

  /** What reaches all channels about the certificate. */
  CertificateExpiry.Announcements aboutCertificate() {
    CertificateText text = new CertificateText(words, ZoneId.systemDefault());
    return new CertificateExpiry.OwedByAll(database, outbox, text, clock, relay::wake);
  }

  /** Has health tell what is broken of another part, and what to look at. */
  void tellHealth(Supplier<Optional<String>> broken, Supplier<Optional<String>> warning) {
    troubles.askForBroken(broken);
    troubles.askForWarning(warning);
  }

  /** Answers every call. */
  Endpoint endpoint() {
    return endpoint;
  }

  /** Where refused calls leave a trace. */
  RefusedCalls refusedCalls() {
    return refusedCalls;
  }

  /** What is believed of a call's origin. */
  ProxyRule proxies() {
    return proxies;
  }

  /** As {@link Database#lost}. */
  Optional<String> lostDatabase() {
    return database.lost();
  }

  /** The networks that have never called, as {@link Enrollment#neverCalled}. */
  List<String> neverCalled() {
    return enrollment.neverCalled();
  }

  /** What is done from time to time, until the service is closed. */
  Housekeeping housekeeping() {
    return housekeeping;
  }

  /** The database, for what another part keeps in it. */
  Database database() {
    return database;
  }

  /** What this process does for all that share the database. */
  Sharing sharing() {
    return sharing;
  }

  /** Reads the token list anew. */
  void reload() {
    housekeeping.lookSoon(TOKEN_LIST, tokenListWatch::readAnew);
  }

  @Override
  public void close() {
    housekeeping.close();
    dashboard.close();
    api.close();
    badges.close();
    metrics.close();
    detector.close();
    relay.close();
    sharing.leave();
    database.close();
  }
}
