package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.Priority;
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
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A room of Matrix (client-server API 1.18). */
public final class Matrix implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Matrix",
              "matrixs://[user:password@|token@]host[:port]/!room:server or /%23alias:server;"
                  + " msgtype=text|notice",
              Matrix::open,
              "matrixs",
              "matrix")
          .options("tls", "disabletls", "msgtype", "rooms", "token", "discovery", "hsreq");

  private static final String API = "/_matrix/client/v3";
  private static final int MOST_BYTES = 16_000;
  private static final Duration USUAL_REST = Duration.ofSeconds(30);
  private static final Set<String> STRANGER =
      Set.of(
          "M_UNKNOWN_TOKEN",
          "M_MISSING_TOKEN",
          "M_FORBIDDEN",
          "M_NOT_FOUND",
          "M_USER_DEACTIVATED",
          "M_USER_LIMIT_EXCEEDED",
          "M_USER_LOCKED",
          "M_UNRECOGNIZED");
  private static final Set<String> OF_THE_MESSAGE =
      Set.of("M_BAD_JSON", "M_NOT_JSON", "M_TOO_LARGE", "M_INVALID_PARAM");

  /** Who writes: a password is exchanged for a token at the first message. */
  private record Login(Optional<String> user, String secret) {}

  private final HttpSender http;
  private final URI root;
  private final Login login;
  private final String target;
  private final String type;
  private @Nullable String token;
  private @Nullable String room;

  private Matrix(HttpSender http, URI root, Login login, String target, String type) {
    this.http = http;
    this.root = root;
    this.login = login;
    this.target = target;
    this.type = type;
    this.token = login.user().isEmpty() ? login.secret() : null;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    boolean shoutrrr = query.option("rooms").isPresent();
    Login login = login(url);
    List<String> rooms = new ArrayList<>(url.path());
    query.option("rooms").ifPresent(list -> rooms.addAll(List.of(list.split(",", -1))));
    if (rooms.isEmpty()) {
      throw new ChannelUrlException("no room is named");
    }
    String type = query.option("msgtype").orElse("text");
    if (!Set.of("text", "notice").contains(type)) {
      throw new ChannelUrlException("msgtype= must be text or notice");
    }
    boolean bare = url.scheme().equals("matrix") && query.options().get("tls") == null;
    boolean clear = query.option("disabletls").isPresent();
    String secure = shoutrrr && bare && !clear ? "matrix" : "matrixs";
    URI root = ServerAddress.root(url, secure);
    return rooms.stream()
        .map(
            written -> {
              String room = room(written, url.host());
              return new Receiver(
                  "Matrix " + room,
                  new Matrix(surroundings.sender(), root, login, room, "m." + type));
            })
        .toList();
  }

  private static Login login(ChannelUrl url) {
    Optional<String> user = url.user().filter(name -> !name.isEmpty());
    Optional<String> token = url.query().option("token");
    if (token.isPresent()) {
      return new Login(Optional.empty(), HttpCall.headerValue(token.get()));
    }
    if (url.password().isPresent()) {
      String password = url.password().get();
      return new Login(user, user.isPresent() ? password : HttpCall.headerValue(password));
    }
    return new Login(
        Optional.empty(),
        user.map(HttpCall::headerValue)
            .orElseThrow(() -> new ChannelUrlException("there is neither a token nor a user")));
  }

  /** A word without a sign is an alias; one without a server is of this server. */
  private static String room(String written, String server) {
    String signed = written.startsWith("!") || written.startsWith("#") ? written : "#" + written;
    if (signed.length() < 2 || signed.startsWith("#@")) {
      throw new ChannelUrlException("a room is !id:server or an alias that begins with #");
    }
    return signed.startsWith("!") || signed.contains(":") ? signed : signed + ":" + server;
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    http.begin();
    boolean known = token != null;
    return enter()
        .thenCompose(
            hindrance ->
                hindrance.isPresent()
                    ? CompletableFuture.completedFuture(hindrance.get())
                    : put(alert).thenApply(result -> afterwards(result, known)));
  }

  private CompletableFuture<DeliveryResult> put(Alert alert) {
    ObjectNode message = Json.object().put("msgtype", type);
    message.put("body", alert.title() + "\n" + Excerpt.ofBytes(alert.body(), MOST_BYTES));
    // The server carries out the same transaction once, however often it is asked to.
    URI place =
        ServerAddress.under(
            URI.create(root + API + "/rooms"),
            List.of(String.valueOf(room), "send", "m.room.message", alert.id()));
    return http.send(
        HttpCall.json("PUT", place, message).bearer(String.valueOf(token)),
        answer -> answer.json().has("event_id") ? answer.standard() : refused(answer));
  }

  private DeliveryResult afterwards(DeliveryResult result, boolean known) {
    if (result.outcome() != Outcome.BAD_CHANNEL) {
      return result;
    }
    forget();
    return known && login.user().isPresent()
        ? DeliveryResult.retry(result.reason() + "; logging in again")
        : result;
  }

  /** Takes the steps that were not taken yet; gives what stands in the way. */
  private CompletableFuture<Optional<DeliveryResult>> enter() {
    return logIn()
        .thenCompose(
            hindrance ->
                hindrance.isPresent() ? CompletableFuture.completedFuture(hindrance) : join());
  }

  private CompletableFuture<Optional<DeliveryResult>> logIn() {
    if (token != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ObjectNode request = Json.object().put("type", "m.login.password");
    request.putObject("identifier").put("type", "m.id.user").put("user", login.user().orElse(""));
    request.put("password", login.secret());
    // Always the same device: transactions are told apart by device.
    request.put("device_id", "SCRAPPYDDNS").put("initial_device_display_name", "Scrappy DDNS");
    HttpCall call = HttpCall.postJson(URI.create(root + API + "/login"), request);
    return step(call, "access_token", found -> token = found);
  }

  /** Gives an alias its room, too; who is in the room already stays in it. */
  private CompletableFuture<Optional<DeliveryResult>> join() {
    if (room != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    URI join = ServerAddress.under(URI.create(root + API + "/join"), List.of(target));
    HttpCall call = HttpCall.postJson(join, Json.object()).bearer(String.valueOf(token));
    return step(call, "room_id", found -> room = found);
  }

  private Optional<DeliveryResult> hindrance(DeliveryResult result) {
    if (result.outcome() == Outcome.BAD_CHANNEL) {
      forget();
    }
    DeliveryResult told =
        result.outcome() == Outcome.UNSURE ? DeliveryResult.retry(result.reason()) : result;
    return Optional.of(told).filter(step -> step.outcome() != Outcome.DELIVERED);
  }

  /** A step before the message: where no answer comes to it, no message was sent. */
  private CompletableFuture<Optional<DeliveryResult>> step(
      HttpCall call, String field, Consumer<String> keep) {
    return http.send(
            call,
            answer -> {
              String found = answer.json().path(field).asText();
              if (!answer.successful() || found.isEmpty()) {
                return refused(answer);
              }
              keep.accept(found);
              return answer.standard();
            })
        .thenApply(this::hindrance);
  }

  private void forget() {
    room = null;
    token = login.user().isEmpty() ? login.secret() : null;
  }

  /** Servers differ in their statuses; the code is what counts. */
  private static DeliveryResult refused(HttpAnswer answer) {
    String code = answer.json().path("errcode").asText();
    if (code.equals("M_LIMIT_EXCEEDED") || answer.status() == 429) {
      double millis = answer.json().path("retry_after_ms").asDouble((double) USUAL_REST.toMillis());
      return answer.restAsAsked(RetryAfter.ofSeconds(millis / 1000));
    }
    String told = answer.describe() + (code.isEmpty() ? "" : " (" + code + ")");
    if (STRANGER.contains(code)) {
      return DeliveryResult.badChannel(told);
    }
    if (OF_THE_MESSAGE.contains(code)) {
      return DeliveryResult.badMessage(told);
    }
    return answer.successful() ? answer.unconfirmed() : answer.standard(401, 403, 404);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    http.begin();
    return Optional.of(
        DeliveryResult.await(
            logIn()
                .thenCompose(
                    hindrance ->
                        hindrance.isPresent()
                            ? CompletableFuture.completedFuture(hindrance.get())
                            : whoAmI())));
  }

  private CompletableFuture<DeliveryResult> whoAmI() {
    HttpCall call = HttpCall.get(URI.create(root + API + "/account/whoami"));
    return http.send(
        call.bearer(String.valueOf(token)),
        answer -> answer.json().has("user_id") ? answer.standard() : refused(answer));
  }
}
