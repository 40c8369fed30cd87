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
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A webhook of a Discord channel. */
public final class Discord implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Discord",
              "discord://[name@]webhook_id/webhook_token, or the https:// address that Discord"
                  + " shows; thread= thread_name=",
              Discord::open,
              "discord")
          .credential()
          .login(ChannelKind.Login.USER)
          .options("thread", "thread_id", "thread_name", "username")
          .hook(
              url ->
                  url.host().matches("((canary|ptb)\\.)?discord(app)?\\.com")
                      && url.path().size() >= 4
                      && url.path().contains("webhooks"));

  private static final int MOST = 2000;
  private static final int MOST_OF_A_NAME = 100;
  private static final int SILENT = 4096;
  private static final Duration USUAL_REST = Duration.ofMinutes(1);

  /** Empty, too large, no JSON, explicit or blocked words, harmful links. */
  private static final Set<Integer> OF_THE_MESSAGE =
      Set.of(20009, 40005, 50006, 50109, 200_000, 200_001, 240_000);

  /**
   * Unknown or wrong channels, guilds and webhooks; missing rights; closed and locked threads;
   * forums, which want a thread or its name, and channels that have none.
   */
  private static final Set<Integer> OF_THE_CHANNEL =
      Set.of(
          10003, 10004, 10008, 10015, 40001, 50001, 50013, 50014, 50024, 50027, 50083, 160_005,
          220_001, 220_002, 220_003, 220_004);

  /** The answer that lists what is wrong, field by field. */
  private static final int INVALID_FORM = 50035;

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(204) || answer.json().path("id").isTextual())
          .when(answer -> answer.is(429), Discord::rest)
          .badMessage(answer -> OF_THE_MESSAGE.contains(code(answer)))
          .badMessage(answer -> blames(answer, "content"))
          .badChannel(answer -> OF_THE_CHANNEL.contains(code(answer)))
          .badChannel(answer -> blames(answer, "username", "thread_name", "thread_id"));

  private final HttpSender http;
  private final URI hook;
  private final Optional<String> thread;
  private final Optional<String> threadName;
  private final Optional<String> name;

  private Discord(
      HttpSender http,
      URI hook,
      Optional<String> thread,
      Optional<String> threadName,
      Optional<String> name) {
    this.http = http;
    this.hook = hook;
    this.thread = thread;
    this.threadName = threadName;
    this.name = name;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    boolean pasted = url.scheme().equals("https");
    boolean shoutrrr = !pasted && url.path().isEmpty() && url.user().isPresent();
    int size = url.path().size();
    String id = pasted ? url.path().get(size - 2) : url.host();
    String token = shoutrrr ? url.user().orElse("") : size == 0 ? "" : url.path().get(size - 1);
    if (!id.matches("\\d{1,25}") || !token.matches("[A-Za-z0-9_-]+") || (!pasted && size > 1)) {
      throw new ChannelUrlException("a webhook needs a number and a token");
    }
    ChannelQuery query = url.query();
    Optional<String> thread = query.option("thread").or(() -> query.option("thread_id"));
    if (thread.filter(number -> !number.matches("\\d{1,25}")).isPresent()) {
      throw new ChannelUrlException("thread= must be a number");
    }
    Optional<String> threadName = query.option("thread_name");
    if (threadName
        .filter(text -> thread.isPresent() || text.length() > MOST_OF_A_NAME)
        .isPresent()) {
      throw new ChannelUrlException(
          "thread_name= has at most 100 characters, and no thread= beside it");
    }
    Optional<String> name =
        query.option("username").or(() -> shoutrrr ? Optional.empty() : url.user());
    URI root = surroundings.service("https://discord.com");
    return List.of(
        new Receiver(
            "Discord " + Redaction.ends(id, 2) + thread.map(number -> "/" + number).orElse(""),
            new Discord(
                surroundings.sender(),
                ServerAddress.under(root, List.of("api", "webhooks", id, token)),
                thread,
                threadName,
                name)));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String title = "**" + Markup.markdown(alert.title()) + "**\n";
    String body =
        Excerpt.fit(alert.body(), MOST - title.length(), part -> Markup.markdown(part).length());
    ObjectNode message = Json.object();
    message.put("content", title + Markup.markdown(body));
    name.ifPresent(shown -> message.put("username", shown));
    threadName.ifPresent(begun -> message.put("thread_name", begun));
    message.putObject("allowed_mentions").putArray("parse");
    if (priority.compareTo(Priority.NORMAL) < 0) {
      message.put("flags", SILENT);
    }
    // Without wait=true Discord accepts messages that it then drops.
    String parameters = "?wait=true" + thread.map(number -> "&thread_id=" + number).orElse("");
    return http.send(HttpCall.postJson(URI.create(hook + parameters), message), ANSWERS);
  }

  private static DeliveryResult rest(HttpAnswer answer) {
    JsonNode seconds = answer.json().path("retry_after");
    return seconds.isNumber() && answer.retryAfter().isEmpty()
        ? answer.rest(RetryAfter.ofSeconds(seconds.asDouble()))
        : answer.restAsAsked(USUAL_REST);
  }

  private static int code(HttpAnswer answer) {
    return answer.successful() ? 0 : answer.json().path("code").asInt();
  }

  private static boolean blames(HttpAnswer answer, String... fields) {
    JsonNode errors = answer.json().path("errors");
    return code(answer) == INVALID_FORM && Stream.of(fields).anyMatch(errors::has);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.of(http.ask(HttpCall.get(hook), ANSWERS));
  }
}
