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
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** An application of a Gotify server (read: server 3.0). */
public final class Gotify implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Gotify",
              "gotifys://[user:password@]host[:port][/path]/token; priority=0…10 or min…emergency, click=",
              Gotify::open,
              "gotifys",
              "gotify")
          .login(ChannelKind.Login.PASSWORD)
          .options("tls", "disabletls", "useheader", "click", "title", "body")
          .scale(Priority.Scale.ZERO_TO_TEN);

  /** An id alone is given by many a program that stores what it is sent. */
  private static final Answers ANSWERS =
      Answers.marked(
              answer ->
                  answer.is(200)
                      && answer.json().path("id").isIntegralNumber()
                      && answer.json().path("appid").isIntegralNumber())
          .badMessage(answer -> own(answer, 400) && answer.says("'message'"))
          .badChannel(answer -> own(answer, 401, 403, 404));

  private final HttpSender http;
  private final URI endpoint;
  private final UnaryOperator<HttpCall> authorization;
  private final Optional<String> click;

  private Gotify(
      HttpSender http,
      URI endpoint,
      UnaryOperator<HttpCall> authorization,
      Optional<String> click) {
    this.http = http;
    this.endpoint = endpoint;
    this.authorization = authorization;
    this.click = click;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    int last = url.path().size() - 1;
    if (last < 0) {
      throw new ChannelUrlException("the last part of the path must be an application's token");
    }
    URI base = ServerAddress.under(ServerAddress.root(url, "gotifys"), url.path().subList(0, last));
    String token = HttpCall.headerValue(url.path().get(last));
    // The login is for a proxy in front of it.
    UnaryOperator<HttpCall> login = HttpCall.loginOf(url);
    return List.of(
        new Receiver(
            "Gotify " + url.authority().text() + " " + Redaction.start(token),
            new Gotify(
                surroundings.sender(),
                URI.create(base + "/message"),
                call -> login.apply(call).header("X-Gotify-Key", token),
                url.query().option("click"))));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object();
    message.put("title", alert.title());
    message.put("message", alert.body());
    message.put("priority", level(priority));
    click.ifPresent(
        link ->
            message
                .putObject("extras")
                .putObject("client::notification")
                .putObject("click")
                .put("url", link));
    return http.send(call(message), ANSWERS);
  }

  private HttpCall call(ObjectNode message) {
    return authorization.apply(HttpCall.postJson(endpoint, message));
  }

  private static int level(Priority priority) {
    return switch (priority) {
      case MIN -> 0;
      case LOW -> 2;
      case NORMAL -> 5;
      case HIGH -> 8;
      case EMERGENCY -> 10;
    };
  }

  private static boolean own(HttpAnswer answer, int... statuses) {
    return answer.is(statuses) && answer.numbers("/errorCode", answer.status());
  }

  /** A message without a text is refused, but only after the token was accepted. */
  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.of(
        http.ask(
            call(Json.object()),
            answer ->
                own(answer, 400)
                    ? DeliveryResult.delivered("the token is known")
                    : ANSWERS.read(answer)));
  }
}
