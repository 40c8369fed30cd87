package io.github.scrappyddns.api;

import io.github.scrappyddns.access.AuditEntry;
import io.github.scrappyddns.access.Session;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.Overview;
import io.github.scrappyddns.view.SettingView;
import io.github.scrappyddns.view.problems.Problems;
import io.github.scrappyddns.view.problems.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service itself: what it is, what needs somebody, and what people did. */
final class ServiceResource {
  private static final String NAME = "name";
  private static final String ADDRESS = "address";

  private final ApiParts parts;

  ServiceResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get("", this::service),
        Route.get("/problems", this::problems),
        Route.get("/settings", this::settings),
        Route.get("/audit", this::audit),
        Route.get("/sessions", this::sessions),
        Route.delete("/sessions/{id}", this::endSession));
  }

  private Response service(Call call) {
    Overview overview = parts.overviews().now();
    return Json.answer(
        200,
        Json.object(
            "version",
            parts.service().version(),
            "database",
            parts.service().database(),
            "key",
            KeyResource.json(call.key()),
            "networks",
            Json.object(
                "all",
                overview.all(),
                "silent",
                overview.silent().count(),
                "calling",
                overview.calling(),
                "quiet",
                overview.quiet(),
                "never_called",
                overview.never()),
            "last_change",
            Json.time(overview.lastChange()),
            "problems",
            parts.problems().count()));
  }

  private Response problems(Call call) {
    Problems.Found found = parts.problems().found();
    return Json.answer(
        200,
        Json.object(
            "service",
            found.server().stream().map(ServiceResource::json).toList(),
            "channels",
            found.channels().stream()
                .map(one -> Json.object(NAME, one.name(), "state", Json.word(one.state())))
                .toList(),
            "not_public",
            parts.overviews().now().notPublic().stream()
                .map(
                    one ->
                        Json.object(
                            "network_id",
                            one.id(),
                            "network",
                            one.name(),
                            ADDRESS,
                            one.held().address().toString(),
                            "scope",
                            Json.word(one.held().scope())))
                .toList()));
  }

  private static Map<String, @Nullable Object> json(Trouble trouble) {
    return Json.object("part", trouble.part(), "urgent", trouble.urgent(), "text", trouble.text());
  }

  private Response settings(Call call) {
    return Json.answer(
        200,
        Json.object(
            "settings", parts.service().settings().stream().map(ServiceResource::json).toList()));
  }

  private static Map<String, @Nullable Object> json(SettingView setting) {
    return Json.object(NAME, setting.key(), "value", setting.value(), "from", setting.from());
  }

  private Response audit(Call call) {
    int limit = call.limit();
    List<AuditEntry> found =
        parts.gatekeeper().audit().page(call.cursor(Long.MAX_VALUE), limit + 1);
    return new Page<>(found, limit, AuditEntry::id)
        .answer(
            "deeds",
            entry ->
                Json.object(
                    "id",
                    entry.id(),
                    "at",
                    Json.time(entry.at()),
                    "who",
                    entry.who(),
                    ADDRESS,
                    entry.address(),
                    "deed",
                    entry.deed().toLowerCase(Locale.ROOT),
                    "about",
                    entry.about()));
  }

  private Response sessions(Call call) {
    return Json.answer(
        200,
        Json.object(
            "sessions",
            parts.gatekeeper().sessions().stream().map(ServiceResource::json).toList()));
  }

  private static Map<String, @Nullable Object> json(Session session) {
    return Json.object(
        "id",
        session.id(),
        "browser",
        session.browser(),
        ADDRESS,
        session.address(),
        "created_at",
        Json.time(session.createdAt()),
        "last_used",
        Json.time(session.lastUsed()));
  }

  private Response endSession(Call call) {
    long id = call.number("id");
    if (parts.gatekeeper().sessions().stream().noneMatch(session -> session.id() == id)) {
      throw Call.nothingThere();
    }
    parts.gatekeeper().endSession(call.who(), id);
    return Json.done();
  }
}
