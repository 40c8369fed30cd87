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
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A device with Bark. */
public final class Bark implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Bark",
              "barks://[user:password@]host[:port]/device_key[/device_key…]; click= sound= group="
                  + " icon=",
              Bark::open,
              "barks",
              "bark")
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("tls", "disabletls", "click", "sound", "group", "icon", "badge");

  private static final int MOST_BYTES = 3000;

  /** The status 418 is how the server says that the password is wrong. */
  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(200) && answer.numbers("/code", 200))
          .saidNoBy(
              answer ->
                  answer.json().path("code").isIntegralNumber() && !answer.numbers("/code", 200))
          .badMessage(answer -> own(answer) && answer.says("payloadtoolarge", "payload too large"))
          .badChannel(
              answer -> answer.is(400) && own(answer) && answer.says("device key", "device token"))
          .badChannel(answer -> answer.is(401, 418) || (answer.is(404, 405) && own(answer)));

  private final HttpSender http;
  private final URI endpoint;
  private final UnaryOperator<HttpCall> authorization;
  private final String device;
  private final ChannelQuery query;

  private Bark(
      HttpSender http,
      URI endpoint,
      UnaryOperator<HttpCall> authorization,
      String device,
      ChannelQuery query) {
    this.http = http;
    this.endpoint = endpoint;
    this.authorization = authorization;
    this.device = device;
    this.query = query;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (url.path().isEmpty()) {
      throw new ChannelUrlException("the device key is missing");
    }
    URI endpoint = URI.create(ServerAddress.root(url, "barks") + "/push");
    UnaryOperator<HttpCall> authorization = HttpCall.loginOf(url);
    return url.path().stream()
        .map(
            device ->
                new Receiver(
                    "Bark " + url.authority().text() + " " + Redaction.start(device),
                    new Bark(surroundings.sender(), endpoint, authorization, device, url.query())))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object();
    message.put("device_key", device).put("title", alert.title()).put("id", alert.id());
    message.put("body", Excerpt.ofBytes(alert.body(), MOST_BYTES));
    message.put(
        "level",
        switch (priority) {
          case MIN, LOW -> "passive";
          case NORMAL -> "active";
          case HIGH -> "timeSensitive";
          case EMERGENCY -> "critical";
        });
    query.option("click").ifPresent(link -> message.put("url", link));
    for (String name : List.of("sound", "group", "icon", "badge")) {
      query.option(name).ifPresent(value -> message.put(name, value));
    }
    return http.send(authorization.apply(HttpCall.postJson(endpoint, message)), ANSWERS);
  }

  private static boolean own(HttpAnswer answer) {
    return answer.numbers("/code", answer.status());
  }
}
