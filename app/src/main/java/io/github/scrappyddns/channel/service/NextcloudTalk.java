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
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A conversation of Nextcloud Talk, written to by one of its members. */
public final class NextcloudTalk implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Nextcloud Talk",
              "nctalks://user:password@host[:port]/conversation[/conversation…]; url_prefix=",
              NextcloudTalk::open,
              "nctalks",
              "nctalk")
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("tls", "disabletls", "url_prefix");

  private static final int MOST = 16_000;

  private static final Answers ANSWERS =
      Answers.marked(
              answer -> answer.is(201) && answer.json().at("/ocs/data/id").isIntegralNumber())
          .saidNoBy(answer -> answer.json().at("/ocs/meta/status").asText().equals("failure"))
          .badMessage(answer -> refused(answer, 413))
          .badMessage(
              answer ->
                  refused(answer, 400)
                      && answer.json().at("/ocs/data/error").asText().equals("message"))
          .badChannel(answer -> refused(answer, 401, 403, 404));

  private final HttpSender http;
  private final URI root;
  private final UnaryOperator<HttpCall> login;
  private final String conversation;

  private NextcloudTalk(
      HttpSender http, URI root, UnaryOperator<HttpCall> login, String conversation) {
    this.http = http;
    this.root = root;
    this.login = login;
    this.conversation = conversation;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (url.user().isEmpty() || url.password().isEmpty() || url.path().isEmpty()) {
      throw new ChannelUrlException("it takes a user, a password and a conversation");
    }
    if (url.path().stream().anyMatch(token -> !token.matches("[A-Za-z0-9]{4,30}"))) {
      throw new ChannelUrlException("a conversation is the last part of its address");
    }
    List<String> prefix =
        Stream.of(url.query().option("url_prefix").orElse("").split("/", -1))
            .filter(part -> !part.isEmpty())
            .toList();
    URI root = ServerAddress.under(ServerAddress.root(url, "nctalks"), prefix);
    UnaryOperator<HttpCall> login = HttpCall.loginOf(url);
    return url.path().stream()
        .map(
            token ->
                new Receiver(
                    "Nextcloud Talk " + url.authority().text() + " " + Redaction.ends(token, 2),
                    new NextcloudTalk(surroundings.sender(), root, login, token)))
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String title = "**" + Markup.markdown(alert.title()) + "**\n";
    String body =
        Excerpt.fit(alert.body(), MOST - title.length(), part -> Markup.markdown(part).length());
    ObjectNode message = Json.object().put("message", title + Markup.markdown(body));
    message.put("silent", priority.compareTo(Priority.NORMAL) < 0);
    return http.send(
        authorized(HttpCall.postJson(place("v1", "chat", conversation), message)), ANSWERS);
  }

  private URI place(String... parts) {
    List<String> api = List.of("ocs", "v2.php", "apps", "spreed", "api");
    return ServerAddress.under(root, Stream.concat(api.stream(), Stream.of(parts)).toList());
  }

  private HttpCall authorized(HttpCall call) {
    return login.apply(call).header("OCS-APIRequest", "true").header("Accept", "application/json");
  }

  private static boolean refused(HttpAnswer answer, int... statuses) {
    return answer.is(statuses) && answer.json().at("/ocs/meta/statuscode").isIntegralNumber();
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.of(
        http.ask(
            authorized(HttpCall.get(place("v4", "room", conversation))),
            ANSWERS.confirmedBy(
                answer -> answer.json().at("/ocs/data/token").asText().equals(conversation))));
  }
}
