package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Picture;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.view.NetworkPage;
import io.github.scrappyddns.view.NetworkPage.Strip;
import io.github.scrappyddns.view.NetworkQuery;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overview;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The list of all networks: how each is, where it is, and where it was for thirty days. */
public final class NetworksPage {
  private static final int STRIP_WIDTH = 240;
  private static final int AT_A_GLANCE = 10;
  private static final int LONGEST_SEARCH = 100;

  /** A network and what is drawn and said of it. */
  public record Row(NetworkView network, String tone, String state, Picture strip) {}

  /** What the template shows. */
  public record Model(
      Frame f,
      NetworkQuery query,
      NetworkPage page,
      Overview overview,
      List<Row> rows,
      String tokenList,
      String news) {
    public List<NetworkQuery.Order> orders() {
      return List.of(NetworkQuery.Order.values());
    }

    /** Whether there is more than one can see at a glance. */
    public boolean needsSearch() {
      return overview.all() > AT_A_GLANCE || !query.text().isEmpty();
    }

    /** The first that is silent, where one is. */
    public Overview.NetworkName silent() {
      return overview.silent().named().get(0);
    }

    /** The one sentence that says whether to worry. */
    public String sentence() {
      StringJoiner parts = new StringJoiner(", ");
      add(parts, "networks.calling", overview.calling());
      add(parts, "networks.silent", overview.silent().count());
      add(parts, "networks.quiet", overview.quiet());
      add(parts, "networks.never", overview.never());
      String change =
          overview
              .lastChange()
              .map(at -> f.say("networks.last.change", f.times().fresh(at)))
              .orElse(f.say("networks.no.change"));
      return f.count("networks.count", overview.all(), parts) + " " + change;
    }

    private void add(StringJoiner parts, String key, int number) {
      if (number > 0) {
        parts.add(f.count(key, number));
      }
    }

    /** The link to another page of the same search. */
    public String pageLink(int number) {
      return f.to(
          "?q="
              + PercentEncoding.encode(query.text())
              + "&order="
              + query.order()
              + "&page="
              + number);
    }
  }

  private final NetworkViews networks;

  NetworksPage(NetworkViews networks) {
    this.networks = networks;
  }

  Model model(Frame frame, Form query, Overview overview, String tokenList) {
    NetworkQuery asked = asked(query);
    boolean removed = query.text("news").equals("removed");
    NetworkPage page = networks.page(asked);
    Instant now = frame.times().now();
    List<Row> rows = page.strips().stream().map(strip -> row(frame, strip, now)).toList();
    return new Model(
        frame,
        asked,
        page,
        overview,
        rows,
        tokenList,
        removed ? frame.say("networks.removed") : "");
  }

  private static Row row(Frame frame, Strip strip, Instant now) {
    NetworkView network = strip.network();
    return new Row(
        network,
        Tones.of(network.state(now)),
        Tones.say(frame, network),
        Picture.of(
            strip.stays(),
            strip.hushes(),
            now.minus(NetworkViews.STRIP),
            NetworkViews.STRIP,
            0,
            STRIP_WIDTH,
            frame.times()));
  }

  private static NetworkQuery asked(Form query) {
    String text = query.text("q").strip();
    String order = query.text("order").toUpperCase(Locale.ROOT);
    return new NetworkQuery(
        text.substring(0, Math.min(LONGEST_SEARCH, text.length())),
        Arrays.stream(NetworkQuery.Order.values())
            .filter(known -> known.name().equals(order))
            .findFirst()
            .orElse(NetworkQuery.Order.NAME),
        query
            .value("page")
            .filter(page -> page.matches("\\d{1,7}"))
            .map(Integer::parseInt)
            .orElse(1));
  }
}
