package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A phone with Home Assistant's app, or the notifications on its dashboard. */
public final class HomeAssistant implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Home Assistant",
              "hassios://host[:port]/long_lived_token[/mobile_app_phone]; click=",
              HomeAssistant::open,
              "hassios",
              "hassio")
          .targets()
          .options("tls", "disabletls", "click", "title", "body");

  private static final int USUAL_PORT = 8123;
  private static final String DASHBOARD = "";

  /**
   * While it starts, and where an action is not there yet, it answers {@code 400: Bad Request} and
   * {@code 404: Not Found}.
   */
  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.json().isArray())
          .badMessage(answer -> answer.is(400) && answer.says("valid json"))
          .badChannel(answer -> answer.is(401) && answer.says("401: unauthorized"))
          .badChannel(answer -> answer.is(403) && answer.says("403: forbidden"));

  private final HttpSender http;
  private final URI root;
  private final String token;
  private final String service;
  private final Optional<String> click;

  private HomeAssistant(
      HttpSender http, URI root, String token, String service, Optional<String> click) {
    this.http = http;
    this.root = root;
    this.token = token;
    this.service = service;
    this.click = click;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    List<String> path = url.path();
    if (path.isEmpty()) {
      throw new ChannelUrlException("the long-lived access token is missing");
    }
    String token = HttpCall.headerValue(path.get(0));
    URI given = ServerAddress.root(url, "hassios");
    boolean usual = url.authority().port() == 0 && given.getScheme().equals("http");
    URI root = usual ? URI.create(given + ":" + USUAL_PORT) : given;
    List<String> services = path.size() > 1 ? path.subList(1, path.size()) : List.of(DASHBOARD);
    return services.stream()
        .map(
            service -> {
              String name = service.startsWith("notify.") ? service.substring(7) : service;
              if (!name.matches("[a-z0-9_]*")) {
                throw new ChannelUrlException("write a service as mobile_app_phone");
              }
              String shown = name.equals(DASHBOARD) ? "dashboard" : name;
              return new Receiver(
                  "Home Assistant " + url.authority().text() + " " + shown,
                  new HomeAssistant(
                      surroundings.sender(), root, token, name, url.query().option("click")));
            })
        .toList();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    boolean dashboard = service.equals(DASHBOARD);
    ObjectNode message = Json.object();
    message.put("title", dashboard ? alert.title() : plain(alert.title()));
    message.put("message", dashboard ? Markup.markdown(alert.body()) : plain(alert.body()));
    if (dashboard) {
      message.put("notification_id", alert.id());
    } else {
      ObjectNode data = message.putObject("data").put("tag", alert.id());
      click.ifPresent(link -> data.put("clickAction", link).put("url", link));
      if (priority.compareTo(Priority.NORMAL) > 0) {
        data.put("priority", "high").put("ttl", 0);
      }
    }
    String action = dashboard ? "persistent_notification/create" : "notify/" + service;
    HttpCall call = HttpCall.postJson(URI.create(root + "/api/services/" + action), message);
    return http.send(call.bearer(token), ANSWERS);
  }

  /** The app of one system reads HTML, that of the other shows it. */
  private static String plain(String text) {
    return Markup.neitherTagNorEntity(text);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(root + "/api/"));
    return Optional.of(
        http.ask(
            call.bearer(token),
            ANSWERS.confirmedBy(answer -> answer.json().path("message").isTextual())));
  }
}
