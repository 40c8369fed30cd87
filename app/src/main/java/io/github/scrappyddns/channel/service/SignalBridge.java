package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A number or group of Signal, reached through signal-cli-rest-api. */
public final class SignalBridge implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Signal",
              "signals://[user:password@]host[:port]/+own_number/+recipient[/group.id…]",
              SignalBridge::open,
              "signals",
              "signal")
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("tls", "disabletls");

  private static final int MOST = 2000;
  private static final Duration USUAL_REST = Duration.ofMinutes(5);

  /**
   * The bridge answers 400 in the words of whatever went wrong behind it, most of which passes. An
   * identity that is not trusted is quoted inside the complaint about a number, too.
   */
  private static final Answers ANSWERS =
      Answers.marked(answer -> isTimestamp(answer.json().path("timestamp")))
          .when(
              answer -> answer.is(429) && answer.says("challenge_tokens"),
              answer ->
                  DeliveryResult.badChannel("Signal asks for a captcha: " + answer.describe()))
          .when(answer -> answer.is(429), answer -> answer.restAsAsked(USUAL_REST))
          .badChannel(
              answer ->
                  refused(answer)
                      && answer.says(
                          "unregistered user",
                          "is not registered",
                          "untrusted identit",
                          "no such group",
                          "group not found",
                          "invalid group id",
                          "invalid username",
                          "invalid phone number"))
          .when(
              answer -> refused(answer) && answer.says("strconv.") && answer.says("invalid syntax"),
              answer ->
                  DeliveryResult.unsure(
                      "the bridge sent it and cannot read the confirmation: " + answer.describe()))
          .badMessage(
              answer ->
                  refused(answer)
                      && answer.says("please provide a message", "messages must not be empty"))
          .badChannel(answer -> answer.is(401));

  private final HttpSender http;
  private final URI root;
  private final UnaryOperator<HttpCall> authorization;
  private final String from;
  private final String to;

  private SignalBridge(
      HttpSender http, URI root, UnaryOperator<HttpCall> authorization, String from, String to) {
    this.http = http;
    this.root = root;
    this.authorization = authorization;
    this.from = from;
    this.to = to;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    List<String> path = url.path();
    if (path.size() < 2 || !number(path.get(0)).matches("\\+\\d{6,15}")) {
      throw new ChannelUrlException("the path must be its own number and at least one recipient");
    }
    URI root = ServerAddress.root(url, "signals");
    UnaryOperator<HttpCall> authorization = HttpCall.loginOf(url);
    return path.subList(1, path.size()).stream()
        .map(
            to ->
                new Receiver(
                    "Signal " + Redaction.ends(number(to), 4),
                    new SignalBridge(
                        surroundings.sender(),
                        root,
                        authorization,
                        number(path.get(0)),
                        number(to))))
        .toList();
  }

  private static String number(String written) {
    String digits = written.replaceAll("[ ()-]", "");
    return digits.matches("\\d{6,15}") ? "+" + digits : written.startsWith("+") ? digits : written;
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object();
    message.put("message", alert.title() + "\n" + Excerpt.ofLength(alert.body(), MOST));
    message.put("number", from).put("text_mode", "normal");
    message.putArray("recipients").add(to);
    HttpCall call = HttpCall.postJson(URI.create(root + "/v2/send"), message);
    return http.send(authorization.apply(call), ANSWERS);
  }

  private static boolean refused(HttpAnswer answer) {
    return answer.is(400) && answer.json().path("error").isTextual();
  }

  private static boolean isTimestamp(JsonNode value) {
    return value.isIntegralNumber() || value.asText().matches("\\d{10,}");
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(root + "/v1/accounts"));
    return Optional.of(
        http.ask(
            authorization.apply(call),
            answer ->
                answer.successful() && answer.json().isArray() && !answer.text().contains(from)
                    ? DeliveryResult.badChannel("its own number is not registered there")
                    : ANSWERS.confirmedBy(known -> known.json().isArray()).read(answer)));
  }
}
