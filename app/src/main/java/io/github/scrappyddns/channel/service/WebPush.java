package io.github.scrappyddns.channel.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.hash.Hashing;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import io.github.scrappyddns.channel.webpush.SealedMessage;
import io.github.scrappyddns.channel.webpush.Subscription;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A browser that has subscribed, by the push service of its maker: RFC 8030, with the notification
 * of Declarative Web Push (W3C Push API), which Safari shows by itself, and our {@code push.js}
 * elsewhere.
 */
public final class WebPush implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Web Push",
              "webpush://host?path=…&p256dh=…&auth=…, as a browser makes it on the dashboard's page"
                  + " of channels",
              WebPush::open,
              "webpush")
          .options("path", "p256dh", "auth", "device", "at", "tls", "title", "body");

  /** What stands for "this is declarative": RFC 8030's own number. */
  private static final int DECLARATIVE = 8030;

  /** Who was away for longer looks at the dashboard, not at old alerts. */
  private static final String WEEK = "604800";

  /** RFC 8030, 5.4 allows 32 of its letters. */
  private static final int TOPIC_LETTERS = 24;

  private static final int MOST_TITLE_BYTES = 250;

  private static final Answers ANSWERS =
      // RFC 8030, 5 and 5.1: it says 201, or 202 where it is asked for receipts. Some say more,
      // too.
      Answers.marked(answer -> answer.is(201, 202) && !answer.page())
          .when(
              answer -> answer.is(404, 410),
              answer ->
                  DeliveryResult.badChannel(
                      Subscription.DROPPED
                          + ": its push service has dropped it (HTTP "
                          + answer.status()
                          + "). Open the dashboard in its browser, and let it alert the device"
                          + " again"))
          .badMessage(answer -> answer.is(413))
          .when(
              answer -> answer.is(400, 401, 403),
              answer ->
                  DeliveryResult.badChannel(
                      answer.describe()
                          + "; the push service refuses this server's key or signature, the device"
                          + " is still subscribed"));

  private final HttpSender http;
  private final ApplicationServer server;
  private final Subscription subscription;
  private final String topicSalt;
  private final Optional<String> dashboard;

  private WebPush(
      HttpSender http,
      ApplicationServer server,
      Subscription subscription,
      String topicSalt,
      Optional<String> dashboard) {
    this.http = http;
    this.server = server;
    this.subscription = subscription;
    this.topicSalt = topicSalt;
    this.dashboard = dashboard;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ApplicationServer server =
        surroundings
            .applicationServer()
            .orElseThrow(
                () ->
                    new ChannelUrlException(
                        "a browser is set up in the dashboard, by itself: it subscribes to the key"
                            + " of this server"));
    ChannelQuery query = url.query();
    String path = query.option("path").orElse("");
    String auth = query.option("auth").orElse("");
    boolean tls = query.option("tls").map(value -> Flags.parse("tls", value)).orElse(true);
    if (!url.path().isEmpty() || !path.startsWith("/")) {
      throw new ChannelUrlException("path= must be all that follows the host, with its slash");
    }
    Subscription subscription =
        Subscription.of(
            (tls ? "https://" : "http://") + url.authority().text() + path,
            query.option("p256dh").orElse(""),
            auth,
            server.hosts());
    Optional<String> dashboard = query.option("at").or(() -> server.publicUrl().map(URI::toString));
    return List.of(
        new Receiver(
            "browser at " + url.authority().text(),
            new WebPush(surroundings.sender(), server, subscription, auth, dashboard)));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    byte[] sealed;
    try {
      sealed = SealedMessage.seal(message(alert, priority).getBytes(UTF_8), subscription);
    } catch (GeneralSecurityException e) {
      return CompletableFuture.completedFuture(
          DeliveryResult.badChannel("nothing can be encrypted for this device: subscribe it anew"));
    }
    URI endpoint = subscription.endpoint();
    return http.send(
        HttpCall.postOctets(endpoint, sealed)
            .header("Content-Encoding", "aes128gcm")
            .header("TTL", WEEK)
            .header("Urgency", urgency(priority))
            .header("Topic", topic(alert))
            .header("Authorization", server.authorization(endpoint)),
        ANSWERS);
  }

  /** Without "high", an iPhone that lies on a table learns of it when somebody picks it up. */
  private static String urgency(Priority priority) {
    return switch (priority) {
      case MIN -> "very-low";
      case LOW -> "low";
      case NORMAL, HIGH, EMERGENCY -> "high";
    };
  }

  /** The same for what a newer message replaces; it tells the push service nothing. */
  private String topic(Alert alert) {
    byte[] digest = Hashing.sha256().hashString(topicSalt + " " + alert.subject(), UTF_8).asBytes();
    return Base64.getUrlEncoder().encodeToString(digest).substring(0, TOPIC_LETTERS);
  }

  private String message(Alert alert, Priority priority) {
    boolean silent = priority.compareTo(Priority.NORMAL) < 0;
    ObjectNode message = Json.object().put("web_push", DECLARATIVE);
    ObjectNode notification = message.putObject("notification");
    notification.put("title", Excerpt.ofBytes(alert.title(), MOST_TITLE_BYTES));
    notification.put("lang", server.language().tag());
    notification.put("dir", "auto");
    notification.put("tag", alert.subject());
    dashboard.ifPresent(root -> notification.put("navigate", page(root, alert)));
    notification.put("silent", silent);
    // What takes the place of an older one is news all the same.
    notification.put("renotify", !silent);
    notification.put("body", "");
    int left = SealedMessage.MOST_OCTETS - octets(message.toString());
    notification.put("body", Excerpt.fit(alert.body(), left, WebPush::written));
    return message.toString();
  }

  private static String page(String root, Alert alert) {
    return root.replaceFirst("/*$", "/")
        + (alert.network() == 0
            ? alert.isNotice() ? "dashboard/problems" : "dashboard/channels"
            : "dashboard/networks/" + alert.network());
  }

  /** How many octets a text takes within the quotation marks of JSON. */
  private static int written(String text) {
    return octets(TextNode.valueOf(text).toString()) - 2;
  }

  private static int octets(String text) {
    return text.getBytes(UTF_8).length;
  }
}
