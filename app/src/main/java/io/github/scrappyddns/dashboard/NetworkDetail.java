package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Picture;
import io.github.scrappyddns.dashboard.network.SteerCard;
import io.github.scrappyddns.dashboard.network.SteerCards;
import io.github.scrappyddns.dashboard.network.Typed;
import io.github.scrappyddns.dashboard.setup.Setup;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.HeldAddress;
import io.github.scrappyddns.view.Hush;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Stay;
import io.github.scrappyddns.view.Told;
import io.github.scrappyddns.view.events.Happening;
import io.github.scrappyddns.view.events.Happenings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of one network: where it is and was, what happened, who is told, how it calls. */
public final class NetworkDetail {
  private static final int EVENTS = 20;
  private static final int LABELS = 80;
  private static final int WIDTH = 800;
  private static final int MOST_STAYS = 500;

  /** For how long back the picture goes. */
  public enum Range {
    DAY(1),
    WEEK(7),
    MONTH(30),
    YEAR(365);

    private final Duration length;

    Range(int days) {
      length = Duration.ofDays(days);
    }

    Duration length() {
      return length;
    }

    static Range of(String typed) {
      String name = typed.toUpperCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(one -> one.name().equals(name))
          .findFirst()
          .orElse(MONTH);
    }
  }

  /** One row of the picture, and of the table that says the same. */
  public record Lane(String name, Picture picture, int y) {}

  /** What the template shows. */
  public record Model(
      NetworkView network,
      String tone,
      String state,
      Optional<String> oddity,
      Range range,
      List<Lane> lanes,
      List<Ticks.Tick> ticks,
      List<Stay> stays,
      List<Hush> hushes,
      List<Happening> events,
      boolean newest,
      List<Told> told,
      List<String> untold,
      Setup setup,
      SteerCard steer,
      String tokenList) {
    public List<Range> ranges() {
      return List.of(Range.values());
    }

    /** A link to the same page with another picture. */
    public String rangeLink(Range other) {
      return "?range="
          + other.name().toLowerCase(Locale.ROOT)
          + "&client="
          + PercentEncoding.encode(setup.client().id())
          + "#picture";
    }

    /** The link to a file with what the picture shows. */
    public String fileLink(String kind) {
      return network.id() + "." + kind + "?range=" + range.name().toLowerCase(Locale.ROOT);
    }

    /** Where it was before it had an address, as far as the picture reaches. */
    public Optional<Stay> before(HeldAddress held) {
      return stays.stream()
          .filter(stay -> stay.address().family() == held.address().family())
          .filter(stay -> stay.from().isBefore(held.since()))
          .findFirst();
    }

    public int height() {
      return lanes.size() * 50 + 46;
    }

    public int axis() {
      return lanes.size() * 50;
    }

    /** Whether there are older events than those on this page. */
    public boolean older() {
      return events.size() == EVENTS;
    }
  }

  private final NetworkViews networks;
  private final Happenings happenings;
  private final ChannelViews channels;
  private final Setups setups;
  private final SteerCards cards;
  private final String tokenList;

  /**
   * @param tokenList where tokens stand
   */
  NetworkDetail(
      NetworkViews networks,
      Happenings happenings,
      ChannelViews channels,
      Setups setups,
      SteerCards cards,
      String tokenList) {
    this.tokenList = tokenList;
    this.networks = networks;
    this.happenings = happenings;
    this.channels = channels;
    this.setups = setups;
    this.cards = cards;
  }

  /** Empty where there is no such network. */
  Optional<Model> model(Frame frame, long id, Form query, Typed typed, Setups.Server server) {
    return networks.one(id).map(network -> model(frame, network, query, typed, server));
  }

  private Model model(
      Frame frame, NetworkView network, Form query, Typed typed, Setups.Server server) {
    Range range = Range.of(query.text("range"));
    List<List<Stay>> stays = networks.stays(network.id(), range.length());
    List<Hush> hushes = networks.hushes(network, range.length());
    long before = query.row("before").orElse(Long.MAX_VALUE);
    Instant now = frame.times().now();
    return new Model(
        network,
        Tones.of(network.state(now)),
        Tones.say(frame, network),
        oddity(frame, network),
        range,
        lanes(frame, stays, hushes, range),
        Ticks.of(frame.times(), range.length(), LABELS, WIDTH),
        newestFirst(stays),
        hushes,
        happenings.page(network.id(), before, EVENTS),
        before == Long.MAX_VALUE,
        channels.toldOf(network),
        channels.silentAbout(network),
        setups.of(frame.language(), network.name(), query.text("client"), server),
        cards.of(frame, network, query.text("news"), typed, server),
        tokenList);
  }

  private static Optional<String> oddity(Frame frame, NetworkView network) {
    return network.held().stream()
        .map(HeldAddress::scope)
        .filter(scope -> scope != Scope.PUBLIC)
        .map(scope -> frame.say("scope.long." + scope.name()))
        .findFirst();
  }

  private static List<Lane> lanes(
      Frame frame, List<List<Stay>> stays, List<Hush> hushes, Range range) {
    List<Lane> lanes = new ArrayList<>();
    Instant from = frame.times().now().minus(range.length());
    for (List<Stay> one : stays) {
      lanes.add(
          new Lane(
              frame.say("family." + one.get(0).address().family().name()),
              Picture.of(one, hushes, from, range.length(), LABELS, WIDTH, frame.times()),
              lanes.size() * 50));
    }
    return lanes;
  }

  private static List<Stay> newestFirst(List<List<Stay>> stays) {
    List<Stay> all = new ArrayList<>();
    stays.forEach(all::addAll);
    all.sort(Collections.reverseOrder(Comparator.comparing(Stay::from)));
    return all.subList(0, Math.min(MOST_STAYS, all.size()));
  }
}
