package io.github.scrappyddns.assembly;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.dashboard.BackupDownload;
import io.github.scrappyddns.dashboard.DashboardDoor;
import io.github.scrappyddns.dashboard.DashboardParts;
import io.github.scrappyddns.database.Backup;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.server.LanAddress;
import io.github.scrappyddns.silence.SilentAfter;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.SettingView;
import io.github.scrappyddns.view.events.Happenings;
import io.github.scrappyddns.view.events.Inbox;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the pages are made of, and who opens them, once somebody asks for either. */
final class DashboardMaking {
  private final Installation installation;
  private final InstantSource clock;
  private final Database database;
  private final Networks networks;
  private final RegistryWatch registry;
  private final ChannelsInForce channels;
  private final ChannelBook book;
  private final RefusedCalls refusedCalls;
  private final ProxyRule proxies;
  private final Relay relay;
  private final Browsers browsers;
  private @Nullable Gatekeeper gatekeeper;

  DashboardMaking(
      Installation installation,
      InstantSource clock,
      Database database,
      Networks networks,
      RegistryWatch registry,
      ChannelsInForce channels,
      ChannelBook book,
      RefusedCalls refusedCalls,
      ProxyRule proxies,
      Relay relay,
      Browsers browsers) {
    this.installation = installation;
    this.clock = clock;
    this.database = database;
    this.networks = networks;
    this.registry = registry;
    this.channels = channels;
    this.book = book;
    this.refusedCalls = refusedCalls;
    this.proxies = proxies;
    this.relay = relay;
    this.browsers = browsers;
  }

  /** As {@link Gatekeeper#firstLink}; where the settings say who gets in, nobody is asked. */
  Optional<String> firstLink() {
    Settings settings = installation.settings();
    return settings.adminPassword().isPresent() || settings.signInHeader().isPresent()
        ? Optional.empty()
        : gatekeeper().firstLink();
  }

  /** As {@link Gatekeeper#forgetRemovedPassword}, where the settings give none. */
  void forgetRemovedPassword() {
    if (installation.settings().adminPassword().isEmpty()) {
      gatekeeper().forgetRemovedPassword();
    }
  }

  private synchronized Gatekeeper gatekeeper() {
    Gatekeeper known = gatekeeper;
    if (known == null) {
      Settings settings = installation.settings();
      known =
          new Gatekeeper(
              new Gatekeeper.Rules(
                  settings.adminPassword(),
                  settings.signInHeader(),
                  settings.publicUrl(),
                  settings.stateDirectory()),
              database,
              proxies,
              refusedCalls,
              clock);
      gatekeeper = known;
    }
    return known;
  }

  /** The door, behind which all of it is made for who knocks first. */
  DashboardDoor behind(Troubles troubles) {
    return new DashboardDoor(threads -> parts(threads, troubles));
  }

  private DashboardParts parts(Executor threads, Troubles troubles) {
    return new DashboardParts(
        gatekeeper(),
        new NetworkViews(database, networks, clock),
        new Overviews(database, networks, clock),
        new Happenings(database, clock),
        new Inbox(database, clock),
        new ReadMarks(database),
        new ChannelViews(database, channels, clock),
        service(),
        troubles::all,
        book,
        new Devices(book, browsers.keys()),
        relay::tryNow,
        new BackupDownload(
            installation.settings().stateDirectory(),
            file -> Backup.write(installation.settings().databaseUrl(), file),
            clock,
            ZoneId.systemDefault()),
        Steering.of(database, networks, registry, gatekeeper().audit(), clock, new SecureRandom()),
        clock,
        ZoneId.systemDefault(),
        threads,
        installation.firstToken().map(Token::reveal));
  }

  private ServiceView service() {
    Settings settings = installation.settings();
    SilentAfter silent =
        new SilentAfter(settings.silentAfter().all(), settings.silentAfter().named());
    return new ServiceView(
        Version.full(),
        database.toString(),
        settings.tokenListFile().toString(),
        settings.publicUrl(),
        LanAddress.find(),
        settings.hostNames(),
        name -> Optional.of(silent.of(name)).filter(ms -> ms > 0).map(Duration::ofMillis),
        // What somebody has set stands first.
        settings.inForce().stream()
            .sorted(Comparator.comparing(one -> one.from().isEmpty()))
            .map(one -> new SettingView(one.key(), one.value(), one.from()))
            .toList());
  }
}
