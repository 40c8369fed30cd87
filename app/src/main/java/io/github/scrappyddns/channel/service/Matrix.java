package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("tls", "disabletls", "msgtype", "rooms", "token", "discovery", "hsreq");

  private static final String API = "/_matrix/client/v3";
  private static final int MOST_BYTES = 16_000;

  private final HttpSender http;
  private final MatrixSession session;
  private final String type;

  private Matrix(HttpSender http, MatrixSession session, String type) {
    this.http = http;
    this.session = session;
    this.type = type;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    boolean shoutrrr = query.option("rooms").isPresent();
    MatrixSession.Login login = login(url);
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
    URI api = URI.create(ServerAddress.root(url, secure) + API);
    return rooms.stream()
        .map(
            written -> {
              String room = room(written, url.host());
              HttpSender http = surroundings.sender();
              return new Receiver(
                  "Matrix " + room,
                  new Matrix(http, new MatrixSession(http, api, login, room), "m." + type));
            })
        .toList();
  }

  private static MatrixSession.Login login(ChannelUrl url) {
    Optional<String> user = url.user().filter(name -> !name.isEmpty());
    Optional<String> token = url.query().option("token");
    if (token.isPresent()) {
      return new MatrixSession.Login(Optional.empty(), HttpCall.headerValue(token.get()));
    }
    if (url.password().isPresent()) {
      String password = url.password().get();
      return new MatrixSession.Login(
          user, user.isPresent() ? password : HttpCall.headerValue(password));
    }
    return new MatrixSession.Login(
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
    boolean known = session.loggedIn();
    return session
        .enter()
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
    HttpCall call =
        HttpCall.json(
            "PUT",
            session.place("rooms", session.room(), "send", "m.room.message", alert.id()),
            message);
    return http.send(session.authorized(call), MatrixSession.confirmedBy("event_id"));
  }

  private DeliveryResult afterwards(DeliveryResult result, boolean known) {
    if (result.outcome() != Outcome.BAD_CHANNEL) {
      return result;
    }
    session.forget();
    return known && session.hasPassword()
        ? DeliveryResult.retry(result.reason() + "; logging in again")
        : result;
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    http.begin();
    HttpCall call = HttpCall.get(session.place("account", "whoami"));
    return Optional.of(
        DeliveryResult.await(
            session
                .logIn()
                .thenCompose(
                    hindrance ->
                        hindrance.isPresent()
                            ? CompletableFuture.completedFuture(hindrance.get())
                            : http.send(
                                session.authorized(call), MatrixSession.confirmedBy("user_id")))));
  }
}
