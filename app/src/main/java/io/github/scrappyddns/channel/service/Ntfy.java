package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** An ntfy topic, on ntfy.sh or your own server (read: ntfy server 2.13). */
public final class Ntfy implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "ntfy",
              "ntfys://[user:password@|token@]host[:port]/topic[/topic…], or ntfys://topic for"
                  + " ntfy.sh; click= tags= icon= email= priority=min…emergency",
              Ntfy::open,
              "ntfys",
              "ntfy")
          .options("tls", "disabletls", "scheme", "token", "auth", "mode", "click", "tags")
          .options("xtags", "icon", "email", "title", "body")
          .scale(Priority.Scale.ONE_TO_FIVE)
          .hook(url -> url.host().equals("ntfy.sh") && url.path().size() == 1);

  private static final String CLOUD = "https://ntfy.sh";
  private static final String TOPIC = "[-_A-Za-z0-9]{1,64}";
  private static final String SEQUENCE_ID = TOPIC;

  /** A longer message silently becomes an attachment. */
  private static final int MOST_BYTES = 4096;

  private static final Duration BURST_REST = Duration.ofSeconds(5);
  private static final Duration REFUSED_REST = Duration.ofHours(1);

  private final HttpSender http;
  private final URI root;
  private final String topic;
  private final ChannelQuery query;
  private final UnaryOperator<HttpCall> authorization;

  private Ntfy(
      HttpSender http,
      URI root,
      String topic,
      ChannelQuery query,
      UnaryOperator<HttpCall> authorization) {
    this.http = http;
    this.root = root;
    this.topic = topic;
    this.query = query;
    this.authorization = authorization;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    boolean cloud =
        url.path().isEmpty() || url.query().option("mode").filter("cloud"::equals).isPresent();
    List<String> topics = new ArrayList<>(url.path());
    if (cloud) {
      topics.add(0, url.host());
    }
    URI root = cloud || pasted(url) ? surroundings.service(CLOUD) : server(url);
    String place = cloud ? "ntfy.sh" : url.authority().text();
    UnaryOperator<HttpCall> authorization = authorization(url);
    return topics.stream()
        .map(
            topic -> {
              if (!topic.matches(TOPIC)) {
                throw new ChannelUrlException(
                    "a topic is 1 to 64 letters, digits, hyphens and underscores");
              }
              return new Receiver(
                  "ntfy " + place + "/" + Redaction.ends(topic, 2),
                  new Ntfy(surroundings.sender(), root, topic, url.query(), authorization));
            })
        .toList();
  }

  private static boolean pasted(ChannelUrl url) {
    return url.scheme().equals("https");
  }

  private static URI server(ChannelUrl url) {
    Optional<String> protocol = url.query().option("scheme");
    boolean secure = protocol.filter("https"::equals).isPresent();
    return ServerAddress.root(url, secure ? url.scheme() : "ntfys");
  }

  private static UnaryOperator<HttpCall> authorization(ChannelUrl url) {
    Optional<String> token = url.query().option("token");
    boolean named = url.query().option("auth").filter("token"::equals).isPresent();
    if (token.isEmpty() && (named || url.password().isEmpty())) {
      token = url.password().filter(word -> named).or(url::user);
    }
    if (token.isPresent()) {
      String bearer = HttpCall.headerValue(token.get());
      return call -> call.bearer(bearer);
    }
    return HttpCall.loginOf(url);
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object();
    message.put("topic", topic);
    message.put("title", Excerpt.ofBytes(alert.title(), 250));
    message.put("message", Excerpt.ofBytes(alert.body(), MOST_BYTES));
    message.put("priority", priority.level() + 3);
    query.option("click").ifPresent(link -> message.put("click", link));
    query.option("icon").ifPresent(link -> message.put("icon", link));
    query.option("email").ifPresent(address -> message.put("email", address));
    query
        .option("xtags")
        .or(() -> query.option("tags"))
        .ifPresent(tags -> List.of(tags.split(",", -1)).forEach(message.withArray("tags")::add));
    HttpCall call = HttpCall.postJson(URI.create(root + "/"), message);
    // Servers from 2.16 on show a message that comes twice only once; older ones ignore this.
    HttpCall marked =
        alert.id().matches(SEQUENCE_ID) ? call.header("X-Sequence-ID", alert.id()) : call;
    return http.send(authorization.apply(marked), Ntfy::read);
  }

  private static DeliveryResult read(HttpAnswer answer) {
    int code = answer.json().path("code").asInt();
    return switch (answer.status()) {
      case 200 -> answer.page() ? answer.unconfirmed() : answer.standard();
      case 429 ->
          switch (code) {
            case 42908 -> answer.restUntil(answer.nextMidnight());
            case 42909 -> answer.restAsAsked(REFUSED_REST);
            default -> answer.restAsAsked(BURST_REST);
          };
      case 400 ->
          code == 40009 || code == 40010
              ? DeliveryResult.badChannel(answer.describe())
              : DeliveryResult.badMessage(answer.describe());
      case 401, 403, 404 -> DeliveryResult.badChannel(answer.describe());
      default -> answer.standard();
    };
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(root + "/v1/account"));
    DeliveryResult result =
        http.ask(
            authorization.apply(call),
            answer ->
                switch (answer.status()) {
                  case 401, 403 -> DeliveryResult.badChannel(answer.describe());
                  default -> answer.standard();
                });
    return result.outcome() == DeliveryResult.Outcome.BAD_MESSAGE
        ? Optional.empty()
        : Optional.of(result);
  }
}
