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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A configuration kept by an Apprise API server, the door to the services that Apprise knows. */
public final class AppriseApi implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Apprise API",
              "apprises://[user:password@]host[:port][/path]/key; tags=",
              AppriseApi::open,
              "apprises",
              "apprise")
          .login(ChannelKind.Login.PASSWORD)
          .options("tls", "disabletls", "tags", "type");

  /** With this {@code Accept}, a server puts into JSON what it has to say. */
  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(200) && answer.json().path("error").isNull())
          .when(
              answer -> answer.is(204),
              answer ->
                  DeliveryResult.badChannel(
                      "HTTP 204: no such key, no such tag, or nothing behind it"))
          .when(
              answer -> answer.is(424) && own(answer),
              answer ->
                  DeliveryResult.unsure(
                      "HTTP 424: not all services behind it were reached; give each a tag and a"
                          + " URL"))
          .badMessage(answer -> answer.is(431) && own(answer))
          .badChannel(answer -> answer.is(401) || (answer.is(403, 405, 406) && own(answer)));

  private final HttpSender http;
  private final URI base;
  private final String key;
  private final UnaryOperator<HttpCall> authorization;
  private final ChannelQuery query;

  private AppriseApi(
      HttpSender http,
      URI base,
      String key,
      UnaryOperator<HttpCall> authorization,
      ChannelQuery query) {
    this.http = http;
    this.base = base;
    this.key = key;
    this.authorization = authorization;
    this.query = query;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    int last = url.path().size() - 1;
    if (last < 0 || !url.path().get(last).matches("[A-Za-z0-9_-]{1,128}")) {
      throw new ChannelUrlException("the last part of the path must be a configuration's key");
    }
    URI root = ServerAddress.root(url, "apprises");
    UnaryOperator<HttpCall> authorization = HttpCall.loginOf(url);
    String key = url.path().get(last);
    // Somebody may have pasted the address of its call.
    boolean whole = last > 0 && url.path().get(last - 1).equals("notify");
    return List.of(
        new Receiver(
            "Apprise " + url.authority().text() + "/" + Redaction.ends(key, 2),
            new AppriseApi(
                surroundings.sender(),
                ServerAddress.under(root, url.path().subList(0, whole ? last - 1 : last)),
                key,
                authorization,
                url.query())));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object().put("title", alert.title()).put("body", alert.body());
    message.put("type", query.option("type").orElse("info")).put("format", "text");
    query.option("tags").ifPresent(tags -> message.put("tag", tags));
    HttpCall call =
        HttpCall.postJson(URI.create(base + "/notify/" + key), message)
            .header("Accept", "application/json");
    return http.send(authorization.apply(call), ANSWERS);
  }

  private static boolean own(HttpAnswer answer) {
    return answer.json().path("error").isTextual();
  }

  /** A server may be set to hide its configurations: then it answers 403. */
  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    URI urls = URI.create(base + "/json/urls/" + key + "?privacy=1");
    DeliveryResult result =
        http.ask(
            authorization.apply(HttpCall.get(urls)),
            answer ->
                answer.status() == 403
                    ? DeliveryResult.badMessage(answer.describe())
                    : ANSWERS
                        .confirmedBy(known -> known.json().path("urls").isArray())
                        .read(answer));
    return Optional.of(result).filter(known -> known.outcome() != Outcome.BAD_MESSAGE);
  }
}
