package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.RetryAfter;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A channel of a Zulip server, or one of its users, written to by a bot. */
public final class Zulip implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Zulip",
              "zulip://bot_name@organization|host[:port]/api_key/channel[/name@example.org…];"
                  + " topic=",
              Zulip::open,
              "zulip")
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("tls", "topic");

  private static final int MOST = 9000;
  private static final int MOST_OF_A_TOPIC = 60;
  private static final Duration USUAL_REST = Duration.ofMinutes(1);
  private static final Set<String> OF_THE_CHANNEL =
      Set.of(
          "INVALID_API_KEY",
          "REALM_DEACTIVATED",
          "STREAM_DOES_NOT_EXIST",
          "STREAM_WILDCARD_MENTION_NOT_ALLOWED",
          "UNAUTHORIZED",
          "UNAUTHENTICATED_USER",
          "USER_DEACTIVATED");

  /** Its sentences are in the language of the bot, its codes in none. */
  private static final Answers ANSWERS =
      Answers.marked(
              answer ->
                  answer.json().path("result").asText().equals("success")
                      && answer.json().path("id").isIntegralNumber())
          .saidNoBy(Zulip::refused)
          .when(answer -> answer.is(429) || code(answer).equals("RATE_LIMIT_HIT"), Zulip::rest)
          .badMessage(
              answer ->
                  refused(answer) && answer.says("message must not be empty", "message too long"))
          .badChannel(
              answer ->
                  refused(answer) && (answer.is(401, 403) || OF_THE_CHANNEL.contains(code(answer))))
          .badChannel(
              answer ->
                  refused(answer)
                      && answer.says("invalid email", "not authorized to send", "no such"));

  private final HttpSender http;
  private final URI api;
  private final UnaryOperator<HttpCall> login;
  private final Map<String, String> target;

  private Zulip(
      HttpSender http, URI api, UnaryOperator<HttpCall> login, Map<String, String> target) {
    this.http = http;
    this.api = api;
    this.login = login;
    this.target = target;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    List<String> path = url.path();
    String bot = url.user().orElse("");
    if (bot.isEmpty() || url.password().isPresent() || path.size() < 2) {
      throw new ChannelUrlException(
          "it takes a bot before the @, and a key and a channel in the path");
    }
    boolean cloud = url.host().matches("[A-Za-z0-9-]+") && url.authority().port() == 0;
    boolean organization = cloud && !url.host().equals("localhost");
    String host = organization ? url.host() + ".zulipchat.com" : url.host();
    URI root = organization ? surroundings.service("https://" + host) : root(url);
    String address = bot.contains("@") ? bot : bot.replaceFirst("-bot$", "") + "-bot@" + host;
    UnaryOperator<HttpCall> login = call -> call.basic(address, path.get(0));
    URI api = ServerAddress.under(root, List.of("api", "v1"));
    String topic = url.query().option("topic").orElse("IP addresses");
    return path.subList(1, path.size()).stream()
        .map(
            name ->
                new Receiver(
                    "Zulip " + host + " " + name,
                    new Zulip(surroundings.sender(), api, login, target(name, topic))))
        .toList();
  }

  /** This scheme means TLS, as Apprise has it. */
  private static URI root(ChannelUrl url) {
    boolean clear =
        url.query().option("tls").map(value -> !Flags.parse("tls", value)).orElse(false);
    return ServerAddress.root(url, clear ? "zulips" : "zulip");
  }

  private static Map<String, String> target(String name, String topic) {
    Map<String, String> target = new LinkedHashMap<>();
    boolean person = name.contains("@");
    target.put("type", person ? "private" : "stream");
    target.put("to", name);
    if (!person) {
      target.put("topic", Excerpt.ofLength(topic, MOST_OF_A_TOPIC));
    }
    return target;
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    Map<String, String> form = new LinkedHashMap<>(target);
    form.put("content", verbatim(Excerpt.ofLength(alert.title() + "\n" + alert.body(), MOST)));
    HttpCall call = HttpCall.postForm(URI.create(api + "/messages"), form);
    return http.send(login.apply(call), ANSWERS);
  }

  /** A block that is shown as it is, whatever is in it: neither markup nor mentions act there. */
  private static String verbatim(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "text\n" + text + "\n" + fence;
  }

  private static String code(HttpAnswer answer) {
    return answer.json().path("code").asText();
  }

  private static boolean refused(HttpAnswer answer) {
    return answer.json().path("result").asText().equals("error");
  }

  private static DeliveryResult rest(HttpAnswer answer) {
    JsonNode seconds = answer.json().path("retry-after");
    return seconds.isNumber() && answer.retryAfter().isEmpty()
        ? answer.rest(RetryAfter.ofSeconds(seconds.asDouble()))
        : answer.restAsAsked(USUAL_REST);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(api + "/users/me"));
    return Optional.of(
        http.ask(
            login.apply(call),
            ANSWERS.confirmedBy(
                answer ->
                    answer.json().path("result").asText().equals("success")
                        && answer.json().path("user_id").isIntegralNumber())));
  }
}
