package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.RetryAfter;
import io.github.scrappyddns.channel.http.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has logged in to a homeserver and entered a room, as far as that was done already.
 */
final class MatrixSession {
  /** Who writes: a password is exchanged for a token at the first message. */
  record Login(Optional<String> user, String secret) {}

  private static final Duration USUAL_REST = Duration.ofSeconds(30);
  private static final Set<String> OF_THE_CHANNEL =
      Set.of(
          "M_UNKNOWN_TOKEN",
          "M_MISSING_TOKEN",
          "M_FORBIDDEN",
          "M_NOT_FOUND",
          "M_CONSENT_NOT_GIVEN",
          "M_GUEST_ACCESS_FORBIDDEN",
          "M_INVALID_PARAM",
          "M_INVALID_USERNAME",
          "M_RESOURCE_LIMIT_EXCEEDED",
          "M_UNSUPPORTED_ROOM_VERSION",
          "M_USER_DEACTIVATED",
          "M_USER_LIMIT_EXCEEDED",
          "M_USER_LOCKED",
          "M_USER_SUSPENDED",
          "M_UNRECOGNIZED");
  private static final Set<String> OF_THE_MESSAGE =
      Set.of("M_BAD_JSON", "M_NOT_JSON", "M_TOO_LARGE");

  /** Servers differ in their statuses; the code is what counts. */
  private static final Answers REFUSALS =
      Answers.marked(answer -> false)
          .when(
              answer -> code(answer).equals("M_LIMIT_EXCEEDED") || answer.is(429),
              MatrixSession::rest)
          .when(
              answer -> OF_THE_CHANNEL.contains(code(answer)),
              answer -> DeliveryResult.badChannel(told(answer)))
          .when(
              answer -> OF_THE_MESSAGE.contains(code(answer)),
              answer -> DeliveryResult.badMessage(told(answer)));

  private final HttpSender http;
  private final URI api;
  private final Login login;
  private final String target;
  private @Nullable String token;
  private @Nullable String room;

  /**
   * A session that has yet to begin.
   *
   * @param api the address below which the client-server API stands
   * @param target the room's id or alias
   */
  MatrixSession(HttpSender http, URI api, Login login, String target) {
    this.http = http;
    this.api = api;
    this.login = login;
    this.target = target;
    this.token = login.user().isEmpty() ? login.secret() : null;
  }

  private static String code(HttpAnswer answer) {
    return answer.json().path("errcode").asText();
  }

  private static String told(HttpAnswer answer) {
    return answer.describe() + " (" + code(answer) + ")";
  }

  private static DeliveryResult rest(HttpAnswer answer) {
    double millis = answer.json().path("retry_after_ms").asDouble((double) USUAL_REST.toMillis());
    return answer.restAsAsked(RetryAfter.ofSeconds(millis / 1000));
  }

  /** What the answers to a request mean whose success has this field. */
  static Answers confirmedBy(String field) {
    return REFUSALS.confirmedBy(answer -> !found(answer, field).isEmpty());
  }

  boolean loggedIn() {
    return token != null;
  }

  /** Whether a token that is refused can be replaced. */
  boolean hasPassword() {
    return login.user().isPresent();
  }

  HttpCall authorized(HttpCall call) {
    return call.bearer(String.valueOf(token));
  }

  /** The id of the room, once it was entered. */
  String room() {
    return String.valueOf(room);
  }

  /** An address of the API. */
  URI place(String... segments) {
    return ServerAddress.under(api, List.of(segments));
  }

  /** As if nobody had logged in yet. */
  void forget() {
    room = null;
    token = login.user().isEmpty() ? login.secret() : null;
  }

  /** Takes the steps that were not taken yet; gives what stands in the way. */
  CompletableFuture<Optional<DeliveryResult>> enter() {
    return logIn()
        .thenCompose(
            hindrance ->
                hindrance.isPresent() ? CompletableFuture.completedFuture(hindrance) : join());
  }

  /** As {@link #enter}, the first step alone. */
  CompletableFuture<Optional<DeliveryResult>> logIn() {
    if (token != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ObjectNode request = Json.object().put("type", "m.login.password");
    request.putObject("identifier").put("type", "m.id.user").put("user", login.user().orElse(""));
    request.put("password", login.secret());
    // Always the same device: transactions are told apart by device.
    request.put("device_id", "SCRAPPYDDNS").put("initial_device_display_name", "Scrappy DDNS");
    HttpCall call = HttpCall.postJson(place("login"), request);
    return step(call, "access_token", found -> token = found);
  }

  /** Gives an alias its room, too; who is in the room already stays in it. */
  private CompletableFuture<Optional<DeliveryResult>> join() {
    if (room != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    HttpCall call = authorized(HttpCall.postJson(place("join", target), Json.object()));
    return step(call, "room_id", found -> room = found);
  }

  /** A step before the message: where no answer comes to it, no message was sent. */
  private CompletableFuture<Optional<DeliveryResult>> step(
      HttpCall call, String field, Consumer<String> keep) {
    Answers keeping =
        REFUSALS.before(
            answer -> answer.successful() && answer.whole() && !found(answer, field).isEmpty(),
            answer -> {
              keep.accept(found(answer, field));
              return DeliveryResult.delivered(answer.describe());
            });
    return http.send(call, keeping).thenApply(this::hindrance);
  }

  private static String found(HttpAnswer answer, String field) {
    JsonNode value = answer.json().path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private Optional<DeliveryResult> hindrance(DeliveryResult result) {
    return switch (result.outcome()) {
      case DELIVERED -> Optional.empty();
      case BAD_CHANNEL -> {
        forget();
        yield Optional.of(result);
      }
      // Neither blames the message, which was not shown to anybody yet.
      case UNSURE, BAD_MESSAGE -> Optional.of(DeliveryResult.retry(result.reason()));
      case RETRY, WAIT_UNTIL -> Optional.of(result);
    };
  }
}
