package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.dashboard.badge.BadgeDoor;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.steering.SilenceProposal;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.view.NetworkViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes what a network's page offers to be ordered. */
public final class SteerCards {
  static final List<Duration> WINDOWS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(30));

  private static final String NEWS = "steer.news.";
  private static final Set<String> KINDS =
      Set.of(
          "renamed",
          "resumed",
          "silence",
          "maintenance",
          "maintained",
          "badge.made",
          "badge.removed",
          "token.removed");

  private final Steering steering;
  private final NetworkViews networks;
  private final Function<String, Optional<Duration>> ofSettings;

  /**
   * @param ofSettings after how long the settings call the network of a name silent
   */
  public SteerCards(
      Steering steering, NetworkViews networks, Function<String, Optional<Duration>> ofSettings) {
    this.steering = steering;
    this.networks = networks;
    this.ofSettings = ofSettings;
  }

  /**
   * That of a network.
   *
   * @param news which order was just carried out; anything
   * @param server where others find this service
   */
  public SteerCard of(
      Frame frame, NetworkView network, String news, Typed typed, Setups.Server server) {
    NetworkSettings settings = network.settings();
    long now = frame.times().now().toEpochMilli();
    Optional<Duration> gap = networks.usualGap(network.id());
    return new SteerCard(
        frame.to("dashboard/networks/" + network.id()),
        network.listed(),
        network.kept(),
        settings.paused(),
        settings.paused() && news.equals("paused"),
        settings.isInMaintenance(now)
            ? Optional.of(Instant.ofEpochMilli(settings.maintenanceUntil()))
            : Optional.empty(),
        steering.badges().of(network.id()).map(code -> badge(frame, code, server)),
        steering.tokens().of(network.id()).stream().map(SteerCards::row).toList(),
        silence(
            frame,
            settings.silentAfter(),
            ofSettings.apply(network.name()),
            gap.map(SilenceProposal::of)),
        hint(frame, gap),
        WINDOWS.stream()
            .map(time -> choice(time, frame.times().length(time), Duration.ofHours(4)))
            .toList(),
        typed.name().orElse(network.name()),
        typed.error(),
        Network.LONGEST_NAME,
        KINDS.contains(news) ? frame.say(NEWS + news) : "");
  }

  private static SteerCard.BadgeLink badge(Frame frame, String code, Setups.Server server) {
    String path = BadgeDoor.path(code);
    return new SteerCard.BadgeLink(
        frame.to(path), server.address().toString().replaceFirst("/*$", "/") + path);
  }

  private static SteerCard.TokenRow row(MadeToken token) {
    return new SteerCard.TokenRow(
        token.id(),
        token.start(),
        Instant.ofEpochMilli(token.createdAt()),
        Optional.of(token.endsAt()).filter(end -> end != 0).map(Instant::ofEpochMilli));
  }

  private static Choice choice(Duration time, String text, Duration chosen) {
    return new Choice(Long.toString(time.toMillis()), text, time.equals(chosen));
  }

  private static List<Choice> silence(
      Frame frame, long set, Optional<Duration> ofSettings, Optional<Duration> proposed) {
    List<Choice> choices = new ArrayList<>();
    choices.add(
        new Choice(
            Long.toString(NetworkSettings.AS_SETTINGS_SAY),
            ofSettings
                .map(time -> frame.say("steer.silence.settings", frame.times().length(time)))
                .orElseGet(() -> frame.say("steer.silence.settings.off")),
            set == NetworkSettings.AS_SETTINGS_SAY));
    choices.add(
        new Choice(
            Long.toString(NetworkSettings.NEVER_SILENT),
            frame.say("steer.silence.never"),
            set == NetworkSettings.NEVER_SILENT));
    TreeSet<Duration> offered = new TreeSet<>(SilenceProposal.CHOICES);
    if (set > 0) {
      offered.add(Duration.ofMillis(set));
    }
    for (Duration time : offered) {
      String words =
          proposed.filter(time::equals).isPresent()
              ? "steer.silence.proposed"
              : "steer.silence.after";
      choices.add(
          choice(time, frame.say(words, frame.times().length(time)), Duration.ofMillis(set)));
    }
    return choices;
  }

  private static String hint(Frame frame, Optional<Duration> gap) {
    return gap.map(
            time ->
                frame.say(
                    "steer.silence.hint",
                    frame.times().length(time),
                    frame.times().length(SilenceProposal.of(time))))
        .orElse(frame.say("steer.silence.unknown"));
  }
}
