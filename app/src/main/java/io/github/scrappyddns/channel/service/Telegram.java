package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.RetryAfter;
import io.github.scrappyddns.channel.http.ServerAddress;
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
                  + " silent=yes topic= server=",
              Telegram::open,
              "tgram",
              "telegram")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("silent", "topic", "chats", "notification", "parsemode", "preview", "server");

  private static final Pattern TOKEN = Pattern.compile("(?:bot)?(\\d+:[A-Za-z0-9_-]+)");
  private static final Pattern CHAT = Pattern.compile("(-?\\d+|@[A-Za-z]\\w+)(?::(\\d{1,18}))?");
  private static final int MOST = 4096;
  private static final Duration GROUP_REST = Duration.ofSeconds(30);

  private static final Answers ANSWERS =
      Answers.marked(
              answer ->
                  answer.is(200)
                      && answer.affirms("/ok")
                      && answer.json().at("/result/message_id").isIntegralNumber())
          .saidNoBy(answer -> refused(answer, 200))
          .when(answer -> answer.is(429), Telegram::rest)
          .badMessage(
              answer ->
                  refused(answer, 400)
                      && answer.says(
                          "parse entities",
                          "too long",
                          "text is empty",
                          "text must",
                          "must be non-empty",
                          "entities_too"))
          .badChannel(
              answer ->
                  refused(answer, 400)
                      && answer.says(
                          "chat not found",
                          "user not found",
                          "thread not found",
                          "chat_id is empty",
                          "rights",
                          "deactivated",
                          "upgraded to a supergroup",
                          "peer_id_invalid",
                          "topic_closed",
                          "topic_deleted",
                          "chat_write_forbidden",
                          "chat_restricted",
                          "plain_forbidden",
                          "admin_required"))
          .badChannel(answer -> refused(answer, 401, 403, 404));

  private final HttpSender http;
  private final URI bot;
  private final Optional<String> topic;
  private final boolean silent;
  private final Answers answers;
  private String chat;

  private Telegram(HttpSender http, URI bot, String chat, Optional<String> topic, boolean silent) {
    this.http = http;
    this.bot = bot;
    this.chat = chat;
    this.topic = topic;
    this.silent = silent;
    // A group may move at any time, and says so once.
    this.answers = ANSWERS.before(answer -> successor(answer).isIntegralNumber(), this::moved);
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    boolean shoutrrr = url.scheme().equals("telegram");
    String written =
        shoutrrr ? url.user().orElse("") + ":" + url.password().orElse("") : url.host();
    var token = TOKEN.matcher(written);
    if (!token.matches() || (!shoutrrr && url.user().isPresent())) {
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
    URI server =
        ServerAddress.named(url).orElseGet(() -> surroundings.service("https://api.telegram.org"));
    URI bot = URI.create(server + "/bot" + token.group(1));
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
    return http.send(message(alert, priority), answers)
        .thenCompose(
            result ->
                chat.equals(known)
                    ? CompletableFuture.completedFuture(result)
                    : http.send(message(alert, priority), answers));
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

  /** A group that became a supergroup has a new number: nothing was sent yet. */
  private DeliveryResult moved(HttpAnswer answer) {
    chat = successor(answer).asText();
    return DeliveryResult.retry(answer.describe());
  }

  private static JsonNode successor(HttpAnswer answer) {
    return answer.json().at("/parameters/migrate_to_chat_id");
  }

  private static DeliveryResult rest(HttpAnswer answer) {
    JsonNode seconds = answer.json().at("/parameters/retry_after");
    return seconds.isNumber()
        ? answer.rest(RetryAfter.ofSeconds(seconds.asDouble()))
        : answer.restAsAsked(GROUP_REST);
  }

  private static boolean refused(HttpAnswer answer, int... statuses) {
    JsonNode ok = answer.json().path("ok");
    return answer.is(statuses) && ok.isBoolean() && !ok.asBoolean();
  }

  /** Asks for the chat with the bot's token: one question about both. */
  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    ObjectNode question = Json.object().put("chat_id", chat);
    return Optional.of(
        http.ask(
            HttpCall.postJson(URI.create(bot + "/getChat"), question),
            answers.confirmedBy(
                answer ->
                    answer.affirms("/ok") && answer.json().at("/result/id").isIntegralNumber())));
  }
}
