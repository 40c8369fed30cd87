package io.github.scrappyddns.assembly;

import io.github.scrappyddns.assembly.silence.SilenceMaking;
import io.github.scrappyddns.assembly.upkeep.CertificateExpiry;
import io.github.scrappyddns.assembly.upkeep.Housekeeping;
import io.github.scrappyddns.assembly.upkeep.TokenListWatch;
import io.github.scrappyddns.assembly.upkeep.Troubles;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.silence.Books;
import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.timeline.History;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.web.Router;
import java.time.InstantSource;
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
  private static final long PROBE_MILLIS = 5_000;
  private static final long PRUNING_MILLIS = 1_000;
  private static final long LISTENING_MILLIS = 1_000;
  private static final String TOKEN_LIST = "token list";

  private final Sharing sharing;
  private final Database database;
  private final Networks networks = new Networks();
  private final RegistryWatch registry;
  private final AlertSide alerts;
  private final History history;
  private final Enrollment enrollment;
  private final ChangeDetector detector;
  private final ProxyRule proxies;
  private final RefusedCalls refusedCalls;
  private final OwnerSide owner;
  private final Front front;
  private final TokenListWatch tokenListWatch;
  private final SilenceWatch silenceWatch;
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
    InstantSource clock = sharing.clock();
    Settings settings = installation.settings();
    NetworkTable networkTable = new NetworkTable(clock);
    Timeline timeline = new Timeline();
    history = new History(database, timeline, settings.history(), clock);
    alerts = new AlertSide(installation, database, sharing, networkTable, timeline, troubles);
    Outbox outbox = alerts.outbox();
    Relay relay = alerts.relay();
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
            () -> sharing.duties().isMine("silence"),
            clock);
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

    proxies = new ProxyRule(settings.proxies().count(), settings.proxies().trusted());
    refusedCalls = new RefusedCalls(proxies, clock);
    owner =
        new OwnerSide(
            new OwnerSide.Parts(
                installation,
                clock,
                database,
                networks,
                registry,
                alerts.channels(),
                alerts.book(),
                refusedCalls,
                proxies,
                detector::hold,
                relay::tryNow,
                troubles::all));
    front = new Front(owner, alerts, detector, troubles);
  }

  /** As {@link OwnerSide#firstLink}. */
  Optional<String> firstLink() {
    return owner.firstLink();
  }

  /**
   * Tidies up before anything runs: takes over what the previous process left, forgets a password
   * that the settings no longer give, and puts the token list into force.
   */
  private void takeOver(TokenList list) {
    alerts.takeOver();
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
    alerts.start(housekeeping);
    housekeeping.watch(TOKEN_LIST, tokenListWatch::look);
    housekeeping.every(SUMS_MILLIS, "log", Logs::sumUp);
    housekeeping.every(PROBE_MILLIS, "database", database::probe);
    housekeeping.every(PRUNING_MILLIS, "history", this::prune);
    housekeeping.every(LISTENING_MILLIS, "silence", silenceWatch::look);
    sharing.start(housekeeping, registry);
  }

  private void prune() {
    if (sharing.duties().isMine("history")) {
      history.prune();
    }
  }

  /** What reaches all channels about the certificate. */
  CertificateExpiry.Announcements aboutCertificate() {
    return alerts.aboutCertificate();
  }

  /** Has health tell what is broken of another part, and what to look at. */
  void tellHealth(Supplier<Optional<String>> broken, Supplier<Optional<String>> warning) {
    troubles.askForBroken(broken);
    troubles.askForWarning(warning);
  }

  /** Answers every call. */
  Endpoint endpoint() {
    return front.endpoint();
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
    front.close();
    detector.close();
    alerts.close();
    sharing.leave();
    database.close();
  }
}
