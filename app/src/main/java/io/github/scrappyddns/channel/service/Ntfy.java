package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
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
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
          .login(ChannelKind.Login.PASSWORD)
          .targets()
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

  /** Until one more e-mail is allowed, or a login after too many wrong ones. */
  private static final Duration LONG_REST = Duration.ofHours(1);

  /** Of the server's file errors.go: what it says of topics, rights and options. */
  private static final Set<Integer> OF_THE_CHANNEL =
      Set.of(
          40001, 40002, 40003, 40004, 40005, 40006, 40007, 40009, 40010, 40013, 40014, 40015, 40018,
          40021, 40101, 40301, 40401);

  /** No UTF-8, no JSON, too large. */
  private static final Set<Integer> OF_THE_MESSAGE = Set.of(40011, 40017, 40024, 41301, 41303);

  private static final Answers ANSWERS =
      Answers.marked(
              answer ->
                  answer.json().path("id").isTextual()
                      && answer.json().path("event").asText().equals("message"))
          .when(answer -> code(answer) == 42908, answer -> answer.restUntil(answer.nextMidnight()))
          .when(
              answer -> code(answer) == 42902 || code(answer) == 42909,
              answer -> answer.restAsAsked(LONG_REST))
          .when(answer -> answer.is(429), answer -> answer.restAsAsked(BURST_REST))
          .badMessage(answer -> OF_THE_MESSAGE.contains(code(answer)))
          .badChannel(answer -> OF_THE_CHANNEL.contains(code(answer)));

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
    return http.send(authorization.apply(marked), ANSWERS);
  }

  /** Of a refusal in the server's own form, whose first three digits are the status. */
  private static int code(HttpAnswer answer) {
    int code = answer.json().path("code").asInt();
    return code / 100 == answer.status() ? code : 0;
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(root + "/v1/account"));
    DeliveryResult result =
        http.ask(
            authorization.apply(call),
            answer ->
                answer.is(404)
                    ? DeliveryResult.badMessage("older than accounts")
                    : ANSWERS
                        .confirmedBy(known -> known.json().path("role").isTextual())
                        .read(answer));
    return Optional.of(result).filter(known -> known.outcome() != Outcome.BAD_MESSAGE);
  }
}
