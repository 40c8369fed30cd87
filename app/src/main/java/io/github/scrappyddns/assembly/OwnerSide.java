package io.github.scrappyddns.assembly;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.key.ApiKeys;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.database.Backup;
import io.github.scrappyddns.database.BackupCopy;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.server.LanAddress;
import io.github.scrappyddns.silence.SilentAfter;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.SettingView;
import io.github.scrappyddns.view.problems.Problems;
import io.github.scrappyddns.view.problems.Trouble;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an owner sees and orders by, through pages or by programs: made when somebody asks for it.
 */
final class OwnerSide {
  /**
   * What it is made of.
   *
   * @param memory is told what networks hold that others wrote down
   */
  record Parts(
      Installation installation,
      InstantSource clock,
      Database database,
      Networks networks,
      RegistryWatch registry,
      ChannelsInForce channels,
      ChannelBook book,
      RefusedCalls refusedCalls,
      ProxyRule proxies,
      Consumer<Held> memory,
      Runnable tryNow,
      Supplier<List<Trouble>> troubles) {}

  /**
   * What is shared by all who ask, once the first has.
   *
   * @param keys those of programs
   */
  record Views(
      NetworkViews networks,
      Overviews overviews,
      ChannelViews channels,
      Problems problems,
      ServiceView service,
      Steering steering,
      ApiKeys keys,
      BackupCopy backup) {}

  private final Parts parts;
  private @Nullable Gatekeeper gatekeeper;
  private @Nullable Views views;

  OwnerSide(Parts parts) {
    this.parts = parts;
  }

  Parts parts() {
    return parts;
  }

  /** As {@link Gatekeeper#firstLink}; where the settings say who gets in, nobody is asked. */
  Optional<String> firstLink() {
    Settings settings = parts.installation.settings();
    return settings.adminPassword().isPresent() || settings.signInHeader().isPresent()
        ? Optional.empty()
        : gatekeeper().firstLink();
  }

  /** As {@link Gatekeeper#forgetRemovedPassword}, where the settings give none. */
  void forgetRemovedPassword() {
    if (parts.installation.settings().adminPassword().isEmpty()) {
      gatekeeper().forgetRemovedPassword();
    }
  }

  synchronized Gatekeeper gatekeeper() {
    Gatekeeper known = gatekeeper;
    if (known == null) {
      Settings settings = parts.installation.settings();
      known =
          new Gatekeeper(
              new Gatekeeper.Rules(
                  settings.adminPassword(),
                  settings.signInHeader(),
                  settings.publicUrl(),
                  settings.stateDirectory()),
              parts.database,
              parts.proxies,
              parts.refusedCalls,
              parts.clock);
      gatekeeper = known;
    }
    return known;
  }

  synchronized Views views() {
    Views known = views;
    if (known == null) {
      known = made();
      views = known;
    }
    return known;
  }

  private Views made() {
    Database database = parts.database;
    InstantSource clock = parts.clock;
    Settings settings = parts.installation.settings();
    Overviews overviews = new Overviews(database, parts.networks, clock);
    ChannelViews channels = new ChannelViews(database, parts.channels, clock);
    SecureRandom random = new SecureRandom();
    return new Views(
        new NetworkViews(database, parts.networks, clock),
        overviews,
        channels,
        new Problems(parts.troubles, channels, overviews, clock),
        service(settings),
        Steering.of(
            database,
            parts.networks,
            parts.registry,
            gatekeeper().audit(),
            clock,
            random,
            parts.memory),
        new ApiKeys(database, gatekeeper().audit(), settings.stateDirectory(), clock, random),
        new BackupCopy(
            settings.stateDirectory(),
            file -> Backup.write(settings.databaseUrl(), file),
            clock,
            ZoneId.systemDefault()));
  }

  private ServiceView service(Settings settings) {
    SilentAfter silent =
        new SilentAfter(settings.silentAfter().all(), settings.silentAfter().named());
    return new ServiceView(
        Version.full(),
        parts.database.toString(),
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
