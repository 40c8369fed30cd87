package io.github.scrappyddns.api;

import io.github.scrappyddns.access.key.ApiKey;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.access.key.ApiKeys;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /keys}: the keys of programs themselves. */
final class KeyResource {
  private static final String PATH = "/keys";
  private static final String NAME = "name";
  private static final String SCOPE = "scope";
  private static final String LIFE = "expires_in";

  private final ApiParts parts;

  KeyResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::all),
        Route.post(PATH, this::make),
        Route.delete(PATH + "/{id}", this::remove));
  }

  private Response all(Call call) {
    return Json.answer(
        200, Json.object("keys", parts.keys().all().stream().map(KeyResource::json).toList()));
  }

  private Response make(Call call) {
    Fields body = Fields.of(call.request(), NAME, SCOPE, LIFE);
    String name = body.required(NAME).strip();
    if (!ApiKey.isName(name)) {
      throw Problem.unfit(
          NAME, "must be 1 to " + ApiKey.LONGEST_NAME + " characters that can be seen");
    }
    Scope scope =
        switch (body.text(SCOPE).orElse("read")) {
          case "read" -> Scope.READ;
          case "write" -> Scope.WRITE;
          default -> throw Problem.unfit(SCOPE, "must be read or write");
        };
    Optional<Duration> life =
        body.number(LIFE, 1, ApiKeys.LONGEST_LIFE.toSeconds()).map(Duration::ofSeconds);
    ApiKeys.Made made = parts.keys().make(call.who(), name, scope, life);
    Map<String, @Nullable Object> json = json(made.key());
    json.put("key", made.text());
    return Json.answer(201, json);
  }

  private Response remove(Call call) {
    if (!parts.keys().remove(call.who(), call.number("id"))) {
      throw Call.nothingThere();
    }
    return Json.done();
  }

  static Map<String, @Nullable Object> json(ApiKey key) {
    return Json.object(
        "id",
        key.id(),
        NAME,
        key.name(),
        "start",
        key.start(),
        SCOPE,
        Json.word(key.scope()),
        "created_at",
        Json.time(key.createdAt()),
        "expires_at",
        Json.time(key.endsAt()),
        "last_used",
        Json.time(key.lastUsed()));
  }
}
