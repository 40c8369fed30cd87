package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A key of Simplepush; its errors are not documented. */
public final class Simplepush implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of("Simplepush", "spush://key; event=", Simplepush::open, "spush")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .options("event");

  private static final int MOST = 4000;

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.json().path("status").asText().equals("OK"))
          .saidNoBy(
              answer ->
                  answer.json().path("status").isTextual()
                      && !answer.json().path("status").textValue().equals("OK"))
          .badMessage(
              answer ->
                  answer.json().path("status").isTextual() && answer.says("too long", "too large"));

  private final HttpSender http;
  private final URI endpoint;
  private final String key;
  private final Optional<String> event;

  private Simplepush(HttpSender http, URI endpoint, String key, Optional<String> event) {
    this.http = http;
    this.endpoint = endpoint;
    this.key = key;
    this.event = event;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (url.user().isPresent()) {
      throw new ChannelUrlException("encrypted messages (salt:password@) are not supported");
    }
    if (!url.host().matches("[A-Za-z0-9]+") || !url.path().isEmpty()) {
      throw new ChannelUrlException("a key is letters and digits");
    }
    return List.of(
        new Receiver(
            "Simplepush " + Redaction.start(url.host()),
            new Simplepush(
                surroundings.sender(),
                URI.create(surroundings.service("https://api.simplepush.io") + "/send"),
                url.host(),
                url.query().option("event"))));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", key);
    form.put("title", alert.title());
    form.put("msg", Excerpt.ofLength(alert.body(), MOST));
    event.ifPresent(name -> form.put("event", name));
    return http.send(HttpCall.postForm(endpoint, form), ANSWERS);
  }
}
