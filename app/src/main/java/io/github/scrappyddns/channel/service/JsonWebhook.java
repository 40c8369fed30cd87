package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
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
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The owner's own program that takes JSON as Apprise sends it, or a form or a query, signed as
 * Standard Webhooks specifies if there is a secret.
 */
public final class JsonWebhook implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Webhook (JSON)",
              "jsons://[user:password@]host[:port]/path; as=json|form|query method=POST secret=whsec_… +Header=value"
                  + " -parameter=value :field=value",
              JsonWebhook::open,
              "jsons",
              "json",
              "forms",
              "form")
          .login(ChannelKind.Login.PASSWORD)
          .options("tls", "disabletls", "as", "method", "secret", "title", "body", "+", "-", ":");

  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "GET", "DELETE");

  /** Programs come back; someone who forgot to start one is told within the hour. */
  private static final Answers ANSWERS =
      Answers.byStatus()
          .badMessage(answer -> answer.is(413))
          .badChannel(answer -> answer.is(410))
          .patientFor(Duration.ofHours(1));

  private final HttpSender http;
  private final HttpCall template;
  private final WebhookText text;
  private final Optional<WebhookSignature> signature;
  private final InstantSource clock;

  private JsonWebhook(
      HttpSender http,
      HttpCall template,
      WebhookText text,
      Optional<WebhookSignature> signature,
      InstantSource clock) {
    this.http = http;
    this.template = template;
    this.text = text;
    this.signature = signature;
    this.clock = clock;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    boolean form = url.scheme().startsWith("form");
    WebhookText text =
        WebhookText.of(query, form ? WebhookText.Place.FORM : WebhookText.Place.JSON);
    String usual = text.place() == WebhookText.Place.QUERY ? "GET" : "POST";
    String method = query.option("method").orElse(usual).toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw new ChannelUrlException("method= must be POST, PUT, PATCH, GET or DELETE");
    }
    URI path = ServerAddress.under(ServerAddress.root(url, form ? "forms" : "jsons"), url.path());
    String parameters = PercentEncoding.pairs(query.parameters());
    URI target =
        URI.create(
            path
                + (url.trailingSlash() ? "/" : "")
                + (parameters.isEmpty() ? "" : "?" + parameters));
    HttpCall call =
        HttpCall.loginOf(url).apply(new HttpCall(method, target, contentType(text.place()), ""));
    for (Map.Entry<String, String> header : query.headers().entrySet()) {
      call = withHeader(call, header.getKey(), header.getValue());
    }
    Optional<WebhookSignature> signature = query.option("secret").map(WebhookSignature::of);
    String last =
        url.path().isEmpty() ? "" : "/" + Redaction.ends(url.path().get(url.path().size() - 1), 2);
    return List.of(
        new Receiver(
            "webhook " + url.authority().text() + last,
            new JsonWebhook(surroundings.sender(), call, text, signature, surroundings.clock())));
  }

  private static Map<String, String> contentType(WebhookText.Place place) {
    return switch (place) {
      case JSON -> Map.of("Content-Type", "application/json");
      case FORM -> Map.of("Content-Type", "application/x-www-form-urlencoded");
      case QUERY -> Map.of();
    };
  }

  private static HttpCall withHeader(HttpCall call, String name, String value) {
    try {
      if (!value.matches("[\\x20-\\x7e\\t]*")) {
        throw new IllegalArgumentException();
      }
      HttpRequest.newBuilder(call.uri()).header(name, value);
      return call.header(name, value);
    } catch (IllegalArgumentException e) {
      throw new ChannelUrlException("one of the +headers cannot be sent: its name or its value");
    }
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    HttpCall call = text.put(template, alert).header("webhook-id", alert.id());
    if (signature.isPresent()) {
      long seconds = clock.instant().getEpochSecond();
      call =
          call.header("webhook-timestamp", Long.toString(seconds))
              .header("webhook-signature", signature.get().sign(alert.id(), seconds, call.text()));
    }
    return http.send(call, ANSWERS);
  }
}
