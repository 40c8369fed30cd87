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
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An incoming webhook of a space in Google Chat. */
public final class GoogleChat implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Google Chat",
              "gchat://space/key/token, or the https:// address that Google Chat shows; thread=",
              GoogleChat::open,
              "gchat")
          .credential()
          .options("key", "token", "thread", "threadkey")
          .hook(
              url ->
                  url.host().equals("chat.googleapis.com")
                      && url.path().size() == 4
                      && url.path().get(1).equals("spaces"));

  private static final int MOST = 4000;

  /** Quotas are counted by the minute. */
  private static final Duration USUAL_REST = Duration.ofMinutes(1);

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.json().path("name").asText().matches("spaces/.+/messages/.+"))
          .when(answer -> answer.is(429), answer -> answer.restAsAsked(USUAL_REST))
          .badMessage(
              answer ->
                  refused(answer, 400)
                      && answer.says("too long", "too large", "exceeds", "cannot be empty"))
          .badChannel(answer -> refused(answer, 400) && answer.says("api key", "token", "thread"))
          .badChannel(answer -> refused(answer, 401, 403, 404));

  private final HttpSender http;
  private final URI hook;

  private GoogleChat(HttpSender http, URI hook) {
    this.http = http;
    this.hook = hook;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    boolean pasted = url.scheme().equals("https");
    ChannelQuery query = url.query();
    List<String> path = url.path();
    if (!pasted && path.size() != 2) {
      throw new ChannelUrlException("a webhook is a space, a key and a token");
    }
    String space = pasted ? path.get(2) : url.host();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("key", pasted ? query.option("key").orElse("") : path.get(0));
    parameters.put("token", pasted ? query.option("token").orElse("") : path.get(1));
    if (!space.matches("[A-Za-z0-9_-]+") || parameters.containsValue("")) {
      throw new ChannelUrlException("a webhook is a space, a key and a token");
    }
    Optional<String> thread = query.option("thread").or(() -> query.option("threadkey"));
    thread.ifPresent(
        key -> {
          parameters.put("threadKey", key);
          parameters.put("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
        });
    URI messages =
        ServerAddress.under(
            surroundings.service("https://chat.googleapis.com"),
            List.of("v1", "spaces", space, "messages"));
    return List.of(
        new Receiver(
            "Google Chat "
                + Redaction.ends(space, 2)
                + thread.map(key -> " " + Redaction.ends(key, 2)).orElse(""),
            new GoogleChat(
                surroundings.sender(),
                URI.create(messages + "?" + PercentEncoding.pairs(parameters)))));
  }

  /** Tags would mention somebody, or everybody. */
  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String text =
        Excerpt.fit(
            alert.title() + "\n" + alert.body(),
            MOST,
            part -> Markup.neitherTagNorEntity(part).length());
    ObjectNode message = Json.object().put("text", Markup.neitherTagNorEntity(text));
    return http.send(HttpCall.postJson(hook, message), ANSWERS);
  }

  private static boolean refused(HttpAnswer answer, int... statuses) {
    return answer.is(statuses) && answer.json().path("error").path("status").isTextual();
  }
}
