package io.github.scrappyddns.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.channels.DeviceForm;
import io.github.scrappyddns.dashboard.channels.TestAlert;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.frame.QrCode;
import io.github.scrappyddns.dashboard.setup.Setup;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.NetworkQuery;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.words.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way from the password to the first push: how to reach its owner, what to type into the
 * router, and the wait for the first call. Each step can be left out, and come back to.
 */
public final class FirstSteps {
  /**
   * What the template of the first step shows.
   *
   * @param device what this browser is called, if it becomes a channel
   * @param topic made for this browser's session, which nobody guesses
   * @param server where it is
   * @param typed what the box for a server of one's own holds
   * @param wrong whether that is none
   * @param link that subscribes to it
   * @param app the same, for the app on the phone that shows the page
   * @param news what a channel that was just added has answered
   * @param mend where that channel is changed
   * @param reaches whether there is a way to reach somebody
   */
  public record ReachModel(
      String device,
      String topic,
      String server,
      String typed,
      boolean wrong,
      String link,
      String app,
      QrCode code,
      Optional<News> news,
      Optional<String> added,
      String mend,
      boolean reaches) {}

  /**
   * What the template of the second step shows.
   *
   * @param network empty where there is none yet
   * @param setup what to type for it
   * @param shown whether the token is its own
   */
  public record NetworkModel(
      Optional<NetworkView> network,
      List<NetworkView> networks,
      Optional<Setup> setup,
      boolean shown,
      String tokenList) {}

  /**
   * What the templates of the last step show.
   *
   * @param network whose call is waited for, or has come; empty where there is none yet
   * @param reaches whether there is a way to reach somebody
   * @param troubled whether what was sent last reached nobody by any of them
   */
  public record CallModel(Optional<NetworkView> network, boolean reaches, boolean troubled) {}

  static final String PATH = "/dashboard/start";
  static final String HERE = "dashboard/start";

  private static final String NTFY = "https://ntfy.sh";
  private static final Pattern SERVER =
      Pattern.compile(
          "https?://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:\\d{1,5})?"
              + "(/[A-Za-z0-9._~/-]{0,100})?");

  private final DashboardParts parts;
  private final Pages pages;
  private final Setups setups;
  private final TestAlert test;

  FirstSteps(DashboardParts parts, Pages pages) {
    this.parts = parts;
    this.pages = pages;
    setups = new Setups(parts.service().hostNames());
    test = parts.testAlert();
  }

  /** Whether somebody who has just set the password should be led through them. */
  boolean areOpen() {
    return !parts.book().reachesSomebody();
  }

  /** The page of a path; empty where there is none. */
  Optional<Response> page(Request request, Visitor visitor, Setups.Server server) {
    Frame frame = pages.frame(request, visitor, "start");
    Form query = Form.ofQuery(request);
    return switch (request.path()) {
      case PATH ->
          Optional.of(pages.print("start", frame, reach(frame, request, visitor, NTFY, NTFY)));
      case PATH + "/network" ->
          Optional.of(pages.print("startnetwork", frame, network(frame, query, server)));
      case PATH + "/call" -> Optional.of(call(frame, query));
      case PATH + "/done" -> Optional.of(pages.print("startdone", frame, done(query)));
      default -> Optional.empty();
    };
  }

  /**
   * Shows the first step with a server that was typed: a form that others cannot forge says which,
   * and no link does.
   */
  Response choose(Request request, Visitor visitor, Form sent) {
    Frame frame = pages.frame(request, visitor, "start");
    String typed = sent.text("server").strip();
    int colon = typed.indexOf("://");
    String server =
        colon < 0
            ? "https://" + typed
            : typed.substring(0, colon).toLowerCase(Locale.ROOT) + typed.substring(colon);
    boolean fits = SERVER.matcher(server).matches();
    return pages.print(
        fits ? 200 : 400,
        "start",
        frame,
        fits
            ? reach(frame, request, visitor, server, server)
            : reach(frame, request, visitor, NTFY, typed));
  }

  private ReachModel reach(
      Frame frame, Request request, Visitor visitor, String server, String typed) {
    Form query = Form.ofQuery(request);
    String root = server.replaceFirst("/+$", "");
    String topic = topic(visitor);
    String link = root + "/" + topic;
    Optional<ObservedChannel> added = query.value("added").flatMap(parts.channels()::find);
    return new ReachModel(
        DeviceForm.name(frame, request),
        topic,
        root,
        typed,
        !typed.equals(server),
        link,
        "ntfy://"
            + root.replaceFirst("^https?://", "")
            + "/"
            + topic
            + (root.startsWith("http:") ? "?secure=false" : ""),
        QrCode.of(link),
        added.flatMap(channel -> test.said(frame, channel)),
        added.map(ObservedChannel::name),
        frame.to(added.map(this::mending).orElse("dashboard/channels")),
        parts.book().reachesSomebody());
  }

  /**
   * The same for as long as the session lasts, so that a page that is loaded anew shows the topic
   * that the phone has subscribed to by now.
   */
  private static String topic(Visitor visitor) {
    String digest = Hashing.sha256().hashString("topic of " + visitor.mark(), UTF_8).toString();
    return "scrappy-" + digest.substring(0, 24);
  }

  /** The form of a channel, or the list where it has none. */
  private String mending(ObservedChannel channel) {
    return parts
        .channels()
        .steered(channel.name())
        .map(view -> "dashboard/channels/" + view.number() + "?first=yes")
        .orElse("dashboard/channels");
  }

  private List<NetworkView> networks() {
    return parts.networks().page(new NetworkQuery("", NetworkQuery.Order.NAME, 1)).networks();
  }

  private Optional<NetworkView> chosen(Form query, List<NetworkView> networks) {
    return query
        .row("network")
        .flatMap(parts.networks()::one)
        // Who has none yet waits for one; who has some, for the first that has not called.
        .or(() -> networks.stream().filter(one -> one.held().isEmpty()).findFirst())
        .or(() -> networks.stream().findFirst());
  }

  private NetworkModel network(Frame frame, Form query, Setups.Server server) {
    Language language = frame.language();
    List<NetworkView> networks = networks();
    Optional<NetworkView> network = chosen(query, networks);
    // The token of a list that this start has made is told to who sets it up, and nobody later.
    Optional<String> token =
        parts
            .firstToken()
            .filter(unused -> networks.size() == 1 && networks.get(0).held().isEmpty());
    return new NetworkModel(
        network,
        networks,
        network.map(
            one ->
                token
                    .map(own -> setups.of(language, one.name(), query.text("client"), server, own))
                    .orElseGet(
                        () -> setups.of(language, one.name(), query.text("client"), server))),
        token.isPresent(),
        parts.service().tokenList());
  }

  private Response call(Frame frame, Form query) {
    CallModel model = done(query);
    return model
        .network()
        .filter(network -> !network.held().isEmpty())
        .map(network -> Answer.see(frame.to(HERE + "/done?network=" + network.id())))
        .orElseGet(() -> pages.print("startcall", frame, model));
  }

  private CallModel done(Form query) {
    return new CallModel(
        chosen(query, networks()), parts.book().reachesSomebody(), reachesNobodyNow());
  }

  /** Whether each channel has been tried, and each in vain. */
  private boolean reachesNobodyNow() {
    return parts.book().reachesSomebody()
        && parts.channels().all().stream()
            .allMatch(
                channel ->
                    channel.state() == ChannelView.State.NEEDS_ATTENTION
                        || channel.state() == ChannelView.State.WAITS);
  }
}
