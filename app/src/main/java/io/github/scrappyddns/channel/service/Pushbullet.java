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
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An account of Pushbullet, or one of its devices, channels or contacts. */
public final class Pushbullet implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Pushbullet",
              "pbul://access_token[/device…|/%23channel…|/name@example.org…]; url=",
              Pushbullet::open,
              "pbul")
          .credential()
          .targets()
          .options("url");

  private static final Duration LONGEST_REST = Duration.ofDays(32);
  private static final String EVERYWHERE = "";

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.json().path("iden").isTextual())
          .when(
              answer -> answer.json().at("/error/code").asText().equals("pushbullet_pro_required"),
              answer -> answer.restUntil(nextMonth(answer.at())))
          .when(answer -> answer.is(429), Pushbullet::overLimit)
          .badMessage(answer -> refused(answer, 400) && blames(answer, "body", "title"))
          .badChannel(
              answer ->
                  refused(answer, 400)
                      && blames(answer, "email", "device_iden", "channel_tag", "url", "type"))
          .badChannel(answer -> refused(answer, 401, 403, 404));

  private final HttpSender http;
  private final URI root;
  private final String token;
  private final String target;
  private final Optional<String> link;

  private Pushbullet(
      HttpSender http, URI root, String token, String target, Optional<String> link) {
    this.http = http;
    this.root = root;
    this.token = token;
    this.target = target;
    this.link = link;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (!url.host().matches("[A-Za-z0-9._-]+")) {
      throw new ChannelUrlException("an access token is letters, digits and dots");
    }
    URI root = surroundings.service("https://api.pushbullet.com");
    List<String> targets = url.path().isEmpty() ? List.of(EVERYWHERE) : url.path();
    return targets.stream()
        .map(
            target ->
                new Receiver(
                    ("Pushbullet " + Redaction.start(url.host()) + " " + target).strip(),
                    new Pushbullet(
                        surroundings.sender(),
                        root,
                        url.host(),
                        target,
                        url.query().option("url"))))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object().put("type", link.isPresent() ? "link" : "note");
    message.put("title", alert.title()).put("body", alert.body());
    link.ifPresent(address -> message.put("url", address));
    if (target.startsWith("#")) {
      message.put("channel_tag", target.substring(1));
    } else if (target.contains("@")) {
      message.put("email", target);
    } else if (!target.equals(EVERYWHERE)) {
      message.put("device_iden", target);
    }
    HttpCall call = HttpCall.postJson(URI.create(root + "/v2/pushes"), message);
    return http.send(call.header("Access-Token", token), ANSWERS);
  }

  private static DeliveryResult overLimit(HttpAnswer answer) {
    return answer
        .header("x-ratelimit-reset")
        .filter(seconds -> seconds.matches("\\d{1,12}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .filter(at -> at.isAfter(answer.at()) && at.isBefore(answer.at().plus(LONGEST_REST)))
        .map(answer::restUntil)
        .orElseGet(() -> answer.restAsAsked(Duration.ofHours(1)));
  }

  private static boolean refused(HttpAnswer answer, int... statuses) {
    return answer.is(statuses) && answer.json().path("error").isObject();
  }

  /** Newer answers name the parameter in a field of its own, all of them in their sentence. */
  private static boolean blames(HttpAnswer answer, String... parameters) {
    String named = answer.json().at("/error/param").asText();
    return Stream.of(parameters)
        .anyMatch(name -> name.equals(named) || answer.says("param '" + name + "'"));
  }

  private static Instant nextMonth(Instant now) {
    return now.atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .withDayOfMonth(1)
        .plusMonths(1)
        .atTime(LocalTime.MIDNIGHT)
        .toInstant(ZoneOffset.UTC);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(root + "/v2/users/me"));
    return Optional.of(http.ask(call.header("Access-Token", token), ANSWERS));
  }
}
