package io.github.scrappyddns.api;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.steering.NetworkChange;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.steering.Outcome;
import io.github.scrappyddns.view.HeldAddress;
import io.github.scrappyddns.view.NetworkView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /networks}: what is watched, and what is ordered of it. */
final class NetworkResource {
  /** What an ETag calls it. */
  private static final String KIND = "network";

  private static final String PATH = "/networks";
  private static final String ONE = PATH + "/{id}";
  private static final String NAME = "name";
  private static final String PAUSED = "paused";
  private static final String SILENT_AFTER = "silent_after";
  private static final String MAINTENANCE = "maintenance_until";

  /** In seconds. */
  private static final long LONGEST_SILENCE = Duration.ofDays(366).toSeconds();

  private final ApiParts parts;

  NetworkResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::all),
        Route.post(PATH, this::add),
        Route.get(ONE, this::one),
        Route.patch(ONE, this::change),
        Route.delete(ONE, this::remove),
        Route.get(ONE + "/addresses", this::addresses));
  }

  private Response all(Call call) {
    int limit = call.limit();
    List<NetworkView> found =
        parts.networks().behind(call.query("q").orElse(""), call.cursor(0), limit + 1);
    Instant now = parts.clock().instant();
    return new Page<>(found, limit, NetworkView::id).answer("networks", view -> json(view, now));
  }

  private Response one(Call call) {
    return one(call.number("id"), 200, Map.of());
  }

  private Response one(long id, int status, Map<String, @Nullable Object> more) {
    // Read first: what is ordered meanwhile makes a later If-Match fail.
    long revision = parts.networks().revision(id);
    NetworkView view = parts.networks().one(id).orElseThrow(Call::nothingThere);
    Map<String, @Nullable Object> json = json(view, parts.clock().instant());
    json.putAll(more);
    return Json.answer(status, json, Map.of("ETag", Call.tag(KIND, id, revision)));
  }

  private Response add(Call call) {
    Fields body = Fields.of(call.request(), NAME);
    Outcome<NewToken> outcome = parts.steering().networks().add(call.who(), body.required(NAME));
    Refusals.heed(outcome.refusal());
    NewToken made = outcome.made().orElseThrow();
    return one(made.networkId(), 201, TokenResource.opened(parts, call, made));
  }

  private Response change(Call call) {
    long id = call.number("id");
    Fields body = Fields.of(call.request(), NAME, PAUSED, SILENT_AFTER, MAINTENANCE);
    if (body.isEmpty()) {
      throw Problem.of(Problem.Kind.UNFIT, "The body names nothing that is to be changed");
    }
    NetworkChange change =
        new NetworkChange(body.text(NAME), body.flag(PAUSED), silentAfter(body), maintenance(body));
    Refusals.heed(
        parts.steering().networks().change(call.who(), id, change, call.unchanged(KIND, id)));
    return one(id, 200, Map.of());
  }

  private static OptionalLong silentAfter(Fields body) {
    if (!body.has(SILENT_AFTER)) {
      return OptionalLong.empty();
    }
    long seconds = body.number(SILENT_AFTER, 0, LONGEST_SILENCE).orElse(-1L);
    if (seconds < 0) {
      return OptionalLong.of(NetworkSettings.AS_SETTINGS_SAY);
    }
    return OptionalLong.of(seconds == 0 ? NetworkSettings.NEVER_SILENT : seconds * 1_000);
  }

  private OptionalLong maintenance(Fields body) {
    if (!body.has(MAINTENANCE)) {
      return OptionalLong.empty();
    }
    Optional<Instant> until = body.time(MAINTENANCE);
    Instant latest = parts.clock().instant().plus(NetworkSettings.LONGEST_MAINTENANCE);
    if (until.filter(latest::isBefore).isPresent()) {
      throw Problem.unfit(
          MAINTENANCE,
          "may be " + NetworkSettings.LONGEST_MAINTENANCE.toDays() + " days ahead at most");
    }
    return OptionalLong.of(until.map(Instant::toEpochMilli).map(at -> Math.max(0, at)).orElse(0L));
  }

  private Response remove(Call call) {
    long id = call.number("id");
    Refusals.heed(parts.steering().networks().remove(call.who(), id, call.unchanged(KIND, id)));
    return Json.done();
  }

  private Response addresses(Call call) {
    NetworkView view = parts.networks().one(call.number("id")).orElseThrow(Call::nothingThere);
    return Json.answer(
        200, Json.object("addresses", view.held().stream().map(NetworkResource::json).toList()));
  }

  private static Map<String, @Nullable Object> json(NetworkView view, Instant now) {
    NetworkSettings settings = view.settings();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", view.id());
    json.put(NAME, view.name());
    json.put("from", view.listed() ? "token_list" : "dashboard");
    json.put("state", Json.word(view.state(now)));
    json.put(PAUSED, settings.paused());
    json.put(SILENT_AFTER, seconds(settings.silentAfter()));
    json.put(
        MAINTENANCE,
        settings.isInMaintenance(now.toEpochMilli())
            ? Json.time(Instant.ofEpochMilli(settings.maintenanceUntil()))
            : null);
    json.put("silent_since", Json.time(view.silentSince()));
    json.put("last_seen", Json.time(view.lastSeen()));
    json.put("addresses", view.held().stream().map(NetworkResource::json).toList());
    return json;
  }

  private static @Nullable Long seconds(long millis) {
    if (millis == NetworkSettings.AS_SETTINGS_SAY) {
      return null;
    }
    return millis == NetworkSettings.NEVER_SILENT ? 0 : Math.max(1, millis / 1_000);
  }

  private static Map<String, @Nullable Object> json(HeldAddress held) {
    return Json.object(
        "family",
        word(held.address().family()),
        "address",
        held.address().toString(),
        "scope",
        Json.word(held.scope()),
        "since",
        Json.time(held.since()),
        "last_seen",
        Json.time(held.lastSeen()));
  }

  /** What programs call a family. */
  static String word(Family family) {
    return Json.word(family);
  }
}
