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
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A number or group of Signal, reached through signal-cli-rest-api. */
public final class SignalBridge implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Signal",
              "signals://[user:password@]host[:port]/+own_number/+recipient[/group.id…]",
              SignalBridge::open,
              "signals",
              "signal")
          .options("tls", "disabletls");

  private static final int MOST = 2000;
  private static final Duration USUAL_REST = Duration.ofMinutes(5);

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
    return http.send(authorization.apply(call), SignalBridge::read);
  }

  /** The bridge answers 400 to whatever went wrong behind it: its words tell what did. */
  private static DeliveryResult read(HttpAnswer answer) {
    String words = answer.text().toLowerCase(Locale.ROOT);
    if (answer.status() == 429) {
      return words.contains("challenge_tokens")
          ? DeliveryResult.badChannel("Signal asks for a captcha: " + answer.describe())
          : answer.restAsAsked(USUAL_REST);
    }
    if (answer.status() == 400) {
      if (words.contains("please provide") || words.contains("couldn't process request")) {
        return DeliveryResult.badMessage(answer.describe());
      }
      boolean stranger =
          Stream.of("unregistered user", "not registered", "unknown", "invalid", "no such group")
              .anyMatch(words::contains);
      return stranger
          ? DeliveryResult.badChannel(answer.describe())
          : DeliveryResult.retry(answer.describe());
    }
    return answer.standard(401, 403, 404);
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
                    : read(answer)));
  }
}
