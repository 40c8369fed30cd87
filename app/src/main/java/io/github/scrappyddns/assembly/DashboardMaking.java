package io.github.scrappyddns.assembly;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.dashboard.DashboardDoor;
import io.github.scrappyddns.dashboard.DashboardParts;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.Happenings;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.SettingView;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;

/** What the pages are made of, once somebody opens them. */
record DashboardMaking(
    Installation installation,
    InstantSource clock,
    Database database,
    Networks networks,
    List<ObservedChannel> channels,
    Gatekeeper gatekeeper,
    Relay relay) {

  /** Who may open the dashboard. */
  static Gatekeeper.Rules rules(Settings settings) {
    return new Gatekeeper.Rules(
        settings.adminPassword(),
        settings.signInHeader(),
        settings.publicUrl(),
        settings.stateDirectory());
  }

  /** The door, behind which all of it is made for who knocks first. */
  DashboardDoor behind(Troubles troubles) {
    return new DashboardDoor(threads -> parts(threads, troubles));
  }

  private DashboardParts parts(Executor threads, Troubles troubles) {
    return new DashboardParts(
        gatekeeper,
        new NetworkViews(database, networks, clock),
        new Overviews(database, networks, clock),
        new Happenings(database, clock),
        new ChannelViews(database, channels, clock),
        service(),
        troubles::all,
        installation.channels().stream().allMatch(PrintedAlerts.class::isInstance),
        relay::tryNow,
        clock,
        ZoneId.systemDefault(),
        threads);
  }

  private ServiceView service() {
    Settings settings = installation.settings();
    return new ServiceView(
        Version.full(),
        database.toString(),
        settings.tokenListFile().toString(),
        settings.publicUrl(),
        settings.hostNames(),
        // What somebody has set stands first.
        settings.inForce().stream()
            .sorted(Comparator.comparing(one -> one.from().isEmpty()))
            .map(one -> new SettingView(one.key(), one.value(), one.from()))
            .toList());
  }
}
