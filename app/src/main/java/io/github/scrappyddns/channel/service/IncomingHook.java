package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An incoming webhook of Mattermost or Rocket.Chat; they differ in the name of a field. */
public final class IncomingHook implements PushService {
  public static final ChannelKind MATTERMOST =
      ChannelKind.of(
              "Mattermost",
              "mmosts://[name@]host[:port][/path]/key; channel=",
              IncomingHook::openMattermost,
              "mmosts",
              "mmost",
              "mattermost")
          .options("tls", "disabletls", "channel", "channels", "to");

  public static final ChannelKind ROCKET_CHAT =
      ChannelKind.of(
              "Rocket.Chat",
              "rockets://token_a%2Ftoken_b@host[:port][/%23channel…]",
              IncomingHook::openRocketChat,
              "rockets",
              "rocket",
              "rocketchat")
          .options("tls", "disabletls", "channel", "to");

  /** A proxy answers 404 while the server behind it starts: nobody is told before this time. */
  private static final Duration PATIENCE = Duration.ofHours(3);

  private static final int MOST = 4000;

  private final HttpSender http;
  private final URI hook;
  private final Optional<String> channel;
  private final Optional<String> name;
  private final String nameField;
  private final Patience patience = new Patience(PATIENCE);

  private IncomingHook(
      HttpSender http,
      URI hook,
      Optional<String> channel,
      Optional<String> name,
      String nameField) {
    this.http = http;
    this.hook = hook;
    this.channel = channel;
    this.name = name;
    this.nameField = nameField;
  }

  private static List<Receiver> openMattermost(ChannelUrl url, Surroundings surroundings) {
    List<String> channels = channels(url);
    List<String> path = new ArrayList<>(url.path());
    if (url.scheme().equals("mattermost") && path.size() > 1) {
      channels.add(path.remove(path.size() - 1));
    }
    if (path.isEmpty()) {
      throw new ChannelUrlException("the webhook's key is missing");
    }
    path.add(path.size() - 1, "hooks");
    URI hook = ServerAddress.under(root(url, "mmosts", "mattermost"), path);
    String label = "Mattermost " + url.authority().text();
    return receivers(surroundings, hook, channels, url.user(), label, "username");
  }

  private static List<Receiver> openRocketChat(ChannelUrl url, Surroundings surroundings) {
    List<String> channels = channels(url);
    boolean shoutrrr = url.scheme().equals("rocketchat");
    List<String> tokens;
    if (shoutrrr) {
      tokens = url.path().subList(0, Math.min(2, url.path().size()));
      channels.addAll(url.path().subList(tokens.size(), url.path().size()));
    } else {
      tokens = List.of(url.user().orElse("").split("/", -1));
      channels.addAll(url.path());
    }
    if (tokens.size() != 2 || url.password().isPresent()) {
      throw new ChannelUrlException("a webhook is two tokens with %2F between them");
    }
    URI hook =
        ServerAddress.under(
            root(url, "rockets", "rocketchat"), List.of("hooks", tokens.get(0), tokens.get(1)));
    Optional<String> name = shoutrrr ? url.user() : Optional.empty();
    String label = "Rocket.Chat " + url.authority().text();
    return receivers(surroundings, hook, channels, name, label, "alias");
  }

  /** Shoutrrr's own schemes mean TLS unless they say otherwise. */
  private static URI root(ChannelUrl url, String secure, String shoutrrr) {
    boolean clear = url.query().option("disabletls").isPresent();
    return ServerAddress.root(url, url.scheme().equals(shoutrrr) && !clear ? shoutrrr : secure);
  }

  private static List<String> channels(ChannelUrl url) {
    List<String> channels = new ArrayList<>();
    for (String key : List.of("channel", "channels", "to")) {
      url.query().option(key).ifPresent(list -> channels.addAll(List.of(list.split(",", -1))));
    }
    return channels;
  }

  private static List<Receiver> receivers(
      Surroundings surroundings,
      URI hook,
      List<String> channels,
      Optional<String> name,
      String label,
      String nameField) {
    if (channels.isEmpty()) {
      return List.of(
          new Receiver(
              label,
              new IncomingHook(surroundings.sender(), hook, Optional.empty(), name, nameField)));
    }
    return channels.stream()
        .map(
            channel ->
                new Receiver(
                    label + " " + channel,
                    new IncomingHook(
                        surroundings.sender(), hook, Optional.of(channel), name, nameField)))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String title = "**" + Markup.markdown(alert.title()) + "**\n";
    String body =
        Excerpt.fit(alert.body(), MOST - title.length(), part -> Markup.markdown(part).length());
    ObjectNode message = Json.object().put("text", title + Markup.markdown(body));
    channel.ifPresent(place -> message.put("channel", place));
    name.ifPresent(shown -> message.put(nameField, shown));
    return http.send(HttpCall.postJson(hook, message), this::read);
  }

  private DeliveryResult read(HttpAnswer answer) {
    return switch (answer.status()) {
      case 403, 404 -> patience.tried(answer);
      default ->
          answer.successful() ? patience.restored(answer.standard(401)) : answer.standard(401, 410);
    };
  }
}
