package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An incoming webhook of Mattermost or Rocket.Chat; they differ in the name of a field. */
public final class IncomingHook implements PushService {
  public static final ChannelKind MATTERMOST =
      ChannelKind.of(
              "Mattermost",
              "mmosts://[name@]host[:port][/path]/key; channel=, or the https:// address that"
                  + " Mattermost shows",
              IncomingHook::openMattermost,
              "mmosts",
              "mmost",
              "mattermost")
          .login(ChannelKind.Login.USER)
          .options("tls", "disabletls", "channel", "channels", "to")
          .hook(url -> hooked(url, "[a-z0-9]{26}"));

  public static final ChannelKind ROCKET_CHAT =
      ChannelKind.of(
              "Rocket.Chat",
              "rockets://token_a%2Ftoken_b@host[:port][/%23channel…], or the https:// address that"
                  + " Rocket.Chat shows",
              IncomingHook::openRocketChat,
              "rockets",
              "rocket",
              "rocketchat")
          .login(ChannelKind.Login.PASSWORD)
          .options("tls", "disabletls", "channel", "to")
          .hook(url -> hooked(url, "[A-Za-z0-9]{12,}", "[A-Za-z0-9]{12,}"));

  /** The sentences are in the language of the server, their names in none. */
  private static final Answers OF_MATTERMOST =
      Answers.marked(answer -> answer.is(200) && answer.text().strip().equals("ok"))
          .badMessage(
              answer ->
                  explained(answer)
                      && answer.says("incoming_webhook.text", "no text specified", "too long"))
          .badChannel(
              answer ->
                  explained(answer)
                      && answer.says(
                          "incoming_webhook.channel",
                          "incoming_webhook.disabled",
                          "incoming_webhook.invalid",
                          "incoming_webhook.permissions",
                          "incoming_webhook.user",
                          "find the channel",
                          "find the user",
                          "have been disabled",
                          "invalid webhook",
                          "permissions"));

  private static final Answers OF_ROCKET_CHAT =
      Answers.marked(answer -> answer.is(200) && answer.affirms("/success"))
          .saidNoBy(IncomingHook::refused)
          .badMessage(answer -> refused(answer) && answer.says("error-message-size-exceeded"))
          .badChannel(
              answer ->
                  refused(answer)
                      && (answer.is(401)
                          || answer.says(
                              "error-not-allowed",
                              "invalid-channel",
                              "error-invalid-room",
                              "error-room-",
                              "error-invalid-user",
                              "error-action-not-allowed",
                              "you_are_not_allowed",
                              "invalid integration id or token")));

  /**
   * In what the two differ.
   *
   * @param name of the field with the sender's name
   */
  private record Dialect(String name, Answers answers) {}

  private static final int MOST = 4000;
  private static final String HOOKS = "hooks";

  private final HttpSender http;
  private final URI hook;
  private final Optional<String> channel;
  private final Optional<String> name;
  private final Dialect dialect;

  private IncomingHook(
      HttpSender http, URI hook, Optional<String> channel, Optional<String> name, Dialect dialect) {
    this.http = http;
    this.hook = hook;
    this.channel = channel;
    this.name = name;
    this.dialect = dialect;
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
    if (path.size() < 2 || !path.get(path.size() - 2).equals(HOOKS)) {
      path.add(path.size() - 1, HOOKS);
    }
    URI hook = ServerAddress.under(root(url, "mmosts", "mattermost"), path);
    String label = "Mattermost " + url.authority().text();
    return receivers(
        surroundings, hook, channels, url.user(), label, new Dialect("username", OF_MATTERMOST));
  }

  private static List<Receiver> openRocketChat(ChannelUrl written, Surroundings surroundings) {
    boolean shoutrrr = written.scheme().equals("rocketchat");
    boolean pasted = written.scheme().equals("https");
    ChannelUrl url = shoutrrr || pasted ? written : written.withSlashInUser().orElse(written);
    List<String> channels = channels(url);
    List<String> before = new ArrayList<>();
    List<String> tokens;
    if (pasted) {
      int hooks = url.path().size() - 3;
      before.addAll(url.path().subList(0, hooks));
      tokens = url.path().subList(hooks + 1, url.path().size());
    } else if (shoutrrr) {
      tokens = url.path().subList(0, Math.min(2, url.path().size()));
      channels.addAll(url.path().subList(tokens.size(), url.path().size()));
    } else {
      tokens = List.of(url.user().orElse("").split("/", -1));
      channels.addAll(url.path());
    }
    if (tokens.size() != 2 || url.password().isPresent()) {
      throw new ChannelUrlException("a webhook is two tokens with %2F between them");
    }
    before.add(HOOKS);
    before.addAll(tokens);
    URI hook = ServerAddress.under(root(url, "rockets", "rocketchat"), before);
    Optional<String> name = shoutrrr || pasted ? url.user() : Optional.empty();
    String label = "Rocket.Chat " + url.authority().text();
    return receivers(
        surroundings, hook, channels, name, label, new Dialect("alias", OF_ROCKET_CHAT));
  }

  /** Whether the path ends as the address of a webhook does, with keys of these forms. */
  private static boolean hooked(ChannelUrl url, String... keys) {
    int first = url.path().size() - keys.length;
    if (first < 1 || !url.path().get(first - 1).equals(HOOKS)) {
      return false;
    }
    for (int i = 0; i < keys.length; i++) {
      if (!url.path().get(first + i).matches(keys[i])) {
        return false;
      }
    }
    return true;
  }

  /** Shoutrrr's own schemes mean TLS unless they say otherwise. */
  private static URI root(ChannelUrl url, String secure, String shoutrrr) {
    if (url.scheme().equals("https")) {
      return ServerAddress.root(url, "https");
    }
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
      Dialect dialect) {
    if (channels.isEmpty()) {
      return List.of(
          new Receiver(
              label,
              new IncomingHook(surroundings.sender(), hook, Optional.empty(), name, dialect)));
    }
    return channels.stream()
        .map(
            channel ->
                new Receiver(
                    label + " " + channel,
                    new IncomingHook(
                        surroundings.sender(), hook, Optional.of(channel), name, dialect)))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String title = "**" + Markup.markdown(alert.title()) + "**\n";
    String body =
        Excerpt.fit(alert.body(), MOST - title.length(), part -> Markup.markdown(part).length());
    ObjectNode message = Json.object().put("text", title + Markup.markdown(body));
    channel.ifPresent(place -> message.put("channel", place));
    name.ifPresent(shown -> message.put(dialect.name(), shown));
    return http.send(HttpCall.postJson(hook, message), dialect.answers());
  }

  /** Whether this is an error as the server's API tells it. */
  private static boolean explained(HttpAnswer answer) {
    return !answer.successful() && answer.json().path("message").isTextual();
  }

  private static boolean refused(HttpAnswer answer) {
    return answer.json().path("success").isBoolean() && !answer.affirms("/success");
  }
}
