package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.RetryAfter;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A chat that a Telegram bot writes to. */
public final class Telegram implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Telegram",
              "tgram://bot_token/chat[/chat…], where a chat is 12345, -100987:topic or @channel;"
                  + " silent=yes topic=",
              Telegram::open,
              "tgram",
              "telegram")
          .credential()
          .options("silent", "topic", "chats", "notification", "parsemode", "preview");

  private static final Pattern TOKEN = Pattern.compile("(?:bot)?(\\d+:[A-Za-z0-9_-]+)");
  private static final Pattern CHAT = Pattern.compile("(-?\\d+|@[A-Za-z]\\w+)(?::(\\d{1,18}))?");
  private static final Pattern WRONG_TEXT =
      Pattern.compile("(?i).*(parse entities|too long|text is empty|text must|entities_too).*");
  private static final int MOST = 4096;
  private static final Duration GROUP_REST = Duration.ofSeconds(30);

  private final HttpSender http;
  private final URI bot;
  private final Optional<String> topic;
  private final boolean silent;
  private String chat;

  private Telegram(HttpSender http, URI bot, String chat, Optional<String> topic, boolean silent) {
    this.http = http;
    this.bot = bot;
    this.chat = chat;
    this.topic = topic;
    this.silent = silent;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    boolean shoutrrr = url.scheme().equals("telegram");
    String written =
        shoutrrr ? url.user().orElse("") + ":" + url.password().orElse("") : url.host();
    var token = TOKEN.matcher(written);
    if (!token.matches()) {
      throw new ChannelUrlException("a bot's token is digits, a colon, letters and digits");
    }
    List<String> chats = new ArrayList<>(url.path());
    query.option("chats").ifPresent(list -> chats.addAll(List.of(list.split(",", -1))));
    if (chats.isEmpty()) {
      throw new ChannelUrlException("no chat is named");
    }
    boolean silent =
        query.option("silent").map(value -> Flags.parse("silent", value)).orElse(false)
            || query
                .option("notification")
                .map(value -> !Flags.parse("notification", value))
                .orElse(false);
    if (query.option("topic").filter(number -> !number.matches("\\d{1,18}")).isPresent()) {
      throw new ChannelUrlException("topic= must be a number");
    }
    URI bot =
        URI.create(surroundings.service("https://api.telegram.org") + "/bot" + token.group(1));
    return chats.stream()
        .map(
            place -> {
              var chat = CHAT.matcher(place);
              if (!chat.matches()) {
                throw new ChannelUrlException("a chat is 12345, -100987, -100987:topic or @name");
              }
              Optional<String> topic = Optional.ofNullable(chat.group(2));
              return new Receiver(
                  "Telegram " + place,
                  new Telegram(
                      surroundings.sender(),
                      bot,
                      chat.group(1),
                      topic.or(() -> query.option("topic")),
                      silent));
            })
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    http.begin();
    String known = chat;
    return http.send(message(alert, priority), this::read)
        .thenCompose(
            result ->
                chat.equals(known)
                    ? CompletableFuture.completedFuture(result)
                    : http.send(message(alert, priority), this::read));
  }

  private HttpCall message(Alert alert, Priority priority) {
    ObjectNode message = Json.object();
    message.put("chat_id", chat);
    message.put("text", text(alert));
    message.put("parse_mode", "HTML");
    message.put("disable_notification", silent || priority.compareTo(Priority.NORMAL) < 0);
    message.putObject("link_preview_options").put("is_disabled", true);
    topic.ifPresent(number -> message.put("message_thread_id", Long.parseLong(number)));
    return HttpCall.postJson(URI.create(bot + "/sendMessage"), message);
  }

  private static String text(Alert alert) {
    String title = "<b>" + Markup.html(alert.title()) + "</b>\n";
    String body =
        Excerpt.fit(alert.body(), MOST - title.length(), part -> Markup.html(part).length());
    return title + Markup.html(body);
  }

  private DeliveryResult read(HttpAnswer answer) {
    JsonNode json = answer.json();
    if (answer.successful()) {
      return json.path("ok").asBoolean()
          ? DeliveryResult.delivered("HTTP " + answer.status())
          : answer.unconfirmed();
    }
    JsonNode parameters = json.path("parameters");
    if (parameters.hasNonNull("migrate_to_chat_id")) {
      // A group became a supergroup with a new number: nothing was sent yet.
      chat = parameters.path("migrate_to_chat_id").asText();
      return DeliveryResult.retry(answer.describe());
    }
    return switch (answer.status()) {
      case 429 ->
          parameters.has("retry_after")
              ? answer.rest(RetryAfter.ofSeconds(parameters.path("retry_after").asDouble()))
              : answer.restAsAsked(GROUP_REST);
      case 400 ->
          WRONG_TEXT.matcher(json.path("description").asText()).matches() || json.isMissingNode()
              ? DeliveryResult.badMessage(answer.describe())
              : DeliveryResult.badChannel(answer.describe());
      default -> answer.standard(401, 403, 404);
    };
  }

  /** Asks for the chat with the bot's token: one question about both. */
  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    ObjectNode question = Json.object().put("chat_id", chat);
    return Optional.of(
        http.ask(HttpCall.postJson(URI.create(bot + "/getChat"), question), this::read));
  }
}
