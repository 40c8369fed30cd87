package io.github.scrappyddns.api;

import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.steering.Outcome;
import io.github.scrappyddns.view.NetworkView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /networks/{id}/tokens}: what opens a network that was not made by the token list. */
final class TokenResource {
  private static final String PATH = "/networks/{id}/tokens";
  private static final String ONE = PATH + "/{token}";
  private static final String OVERLAP = "overlap";

  private final ApiParts parts;

  TokenResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::all),
        Route.post(PATH, this::make),
        Route.post(ONE + "/replace", this::replace),
        Route.delete(ONE, this::remove));
  }

  private Response all(Call call) {
    NetworkView network = parts.networks().one(call.number("id")).orElseThrow(Call::nothingThere);
    return Json.answer(
        200,
        Json.object(
            "tokens",
            parts.steering().tokens().of(network.id()).stream().map(TokenResource::json).toList()));
  }

  private Response make(Call call) {
    Fields.of(call.request());
    return made(call, parts.steering().tokens().make(call.who(), call.number("id")));
  }

  private Response replace(Call call) {
    Fields body = Fields.of(call.request(), OVERLAP);
    long seconds = body.number(OVERLAP, 0, RegistryTable.LONGEST_OVERLAP.toSeconds()).orElse(0L);
    return made(
        call,
        parts
            .steering()
            .tokens()
            .replace(
                call.who(), call.number("id"), call.number("token"), Duration.ofSeconds(seconds)));
  }

  private Response made(Call call, Outcome<NewToken> outcome) {
    Refusals.heed(outcome.refusal());
    return Json.answer(201, opened(parts, call, outcome.made().orElseThrow()));
  }

  /** What a program is told of a token once. */
  static Map<String, @Nullable Object> opened(ApiParts parts, Call call, NewToken made) {
    String text = made.token().reveal();
    Optional<String> base =
        parts.service().publicUrl().map(url -> url.toString().replaceFirst("/+$", ""));
    String asked =
        call.request().headers().values("Host").stream()
            .filter(name -> name.matches("[A-Za-z0-9.\\[\\]:_-]{1,255}"))
            .map(
                name ->
                    (parts.gatekeeper().isSecure(call.request()) ? "https://" : "http://") + name)
            .findFirst()
            .orElse("");
    return Json.object("token", text, "check_in_url", base.orElse(asked) + "/" + text);
  }

  private Response remove(Call call) {
    Refusals.heed(
        parts.steering().tokens().remove(call.who(), call.number("id"), call.number("token")));
    return Json.done();
  }

  private static Map<String, @Nullable Object> json(MadeToken token) {
    return Json.object(
        "id",
        token.id(),
        "start",
        token.start(),
        "created_at",
        Json.time(Instant.ofEpochMilli(token.createdAt())),
        "ends_at",
        Json.time(Optional.of(token.endsAt()).filter(at -> at > 0).map(Instant::ofEpochMilli)));
  }
}
