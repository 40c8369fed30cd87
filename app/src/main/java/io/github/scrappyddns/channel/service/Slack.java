package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A channel of Slack, reached through an incoming webhook or by a bot. */
public final class Slack implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Slack",
              "slack://[name@]T…/B…/token[/%23channel] or slack://xoxb-token/%23channel, or the"
                  + " https:// address that Slack shows",
              Slack::open,
              "slack")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("channel")
          .hook(
              url ->
                  url.host().equals("hooks.slack.com")
                      && url.path().size() == 4
                      && url.path().get(0).equals("services"));

  private static final int MOST = 3000;
  private final HttpSender http;
  private final URI root;
  private final List<String> path;
  private final @Nullable String bearer;
  private final Optional<String> channel;
  private final Optional<String> name;

  private Slack(
      HttpSender http,
      URI root,
      List<String> path,
      @Nullable String bearer,
      Optional<String> channel,
      Optional<String> name) {
    this.http = http;
    this.root = root;
    this.path = path;
    this.bearer = bearer;
    this.channel = channel;
    this.name = name;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (url.scheme().equals("https")) {
      return hook(url.path().subList(1, 4), List.of(), Optional.empty(), surroundings);
    }
    List<String> parts = new ArrayList<>();
    boolean shoutrrr = url.password().isPresent();
    if (shoutrrr) {
      String kind = url.user().orElse("");
      String word = url.password().get();
      return kind.equals("hook")
          ? hook(List.of(word.split("-", 3)), List.of(), Optional.empty(), surroundings)
          : bot(kind + "-" + word, List.of(url.host()), surroundings);
    }
    parts.add(url.host());
    parts.addAll(url.path());
    url.query().option("channel").ifPresent(parts::add);
    return parts.get(0).startsWith("xox")
        ? bot(parts.get(0), parts.subList(1, parts.size()), surroundings)
        : hook(
            parts.subList(0, Math.min(3, parts.size())),
            parts.subList(Math.min(3, parts.size()), parts.size()),
            url.user(),
            surroundings);
  }

  private static List<Receiver> hook(
      List<String> tokens,
      List<String> channels,
      Optional<String> name,
      Surroundings surroundings) {
    if (tokens.size() != 3 || tokens.stream().anyMatch(token -> !token.matches("[A-Za-z0-9]+"))) {
      throw new ChannelUrlException("a webhook is T…, B… and a token, or an xoxb- token");
    }
    URI root = surroundings.service("https://hooks.slack.com");
    List<String> path = List.of("services", tokens.get(0), tokens.get(1), tokens.get(2));
    if (channels.isEmpty()) {
      return List.of(
          new Receiver(
              "Slack " + Redaction.ends(tokens.get(1), 2),
              new Slack(surroundings.sender(), root, path, null, Optional.empty(), name)));
    }
    return channels.stream()
        .map(
            channel ->
                new Receiver(
                    "Slack " + Redaction.ends(tokens.get(1), 2) + " " + channel,
                    new Slack(surroundings.sender(), root, path, null, Optional.of(channel), name)))
        .toList();
  }

  private static List<Receiver> bot(
      String token, List<String> channels, Surroundings surroundings) {
    if (!token.matches("xox[a-z]-[A-Za-z0-9-]+") || channels.isEmpty()) {
      throw new ChannelUrlException("a bot is an xoxb- token and the channels that it writes to");
    }
    URI root = surroundings.service("https://slack.com");
    return channels.stream()
        .map(
            channel ->
                new Receiver(
                    "Slack " + channel,
                    new Slack(
                        surroundings.sender(),
                        root,
                        List.of("api", "chat.postMessage"),
                        token,
                        Optional.of(channel),
                        Optional.empty())))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String body = Excerpt.ofLength(alert.body(), MOST);
    ObjectNode message = Json.object();
    message.put("text", Markup.html(alert.title() + "\n" + body));
    ArrayNode blocks = message.putArray("blocks");
    blocks.add(block("header", Excerpt.ofLength(alert.title(), 150)));
    blocks.add(block("section", body));
    channel.ifPresent(place -> message.put("channel", place));
    name.ifPresent(shown -> message.put("username", shown));
    message.put("unfurl_links", false);
    HttpCall call = HttpCall.postJson(ServerAddress.under(root, path), message);
    return bearer == null
        ? http.send(call, SlackAnswers.OF_WEBHOOKS)
        : http.send(call.bearer(bearer), SlackAnswers.OF_BOTS);
  }

  /** Text that Slack shows as it is, without its markup. */
  private static ObjectNode block(String type, String text) {
    ObjectNode block = Json.object().put("type", type);
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
    return block;
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    if (bearer == null) {
      return Optional.empty();
    }
    HttpCall call = HttpCall.postForm(URI.create(root + "/api/auth.test"), Map.of());
    return Optional.of(
        http.ask(
            call.bearer(bearer),
            SlackAnswers.OF_BOTS.confirmedBy(
                answer -> answer.affirms("/ok") && answer.json().path("user").isTextual())));
  }
}
