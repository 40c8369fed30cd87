package io.github.scrappyddns.api;

import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.view.events.EventLog;
import io.github.scrappyddns.view.events.EventLog.Entry;
import io.github.scrappyddns.view.events.EventLog.Span;
import io.github.scrappyddns.view.events.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /events}: what happened, as JSON or as CSV (RFC 4180). */
final class EventResource {
  private static final Instant EVER = Instant.EPOCH;
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");
  private static final String COLUMNS =
      "id,network_id,network,kind,family,address,at,previous_address,previous_since";

  private final ApiParts parts;

  EventResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/events", call -> page(call, OptionalLong.empty())),
        Route.get("/networks/{id}/events", this::ofNetwork));
  }

  private Response ofNetwork(Call call) {
    NetworkView network = parts.networks().one(call.number("id")).orElseThrow(Call::nothingThere);
    return page(call, OptionalLong.of(network.id()));
  }

  private Response page(Call call, OptionalLong network) {
    int limit = call.limit();
    EventLog.Span span = new Span(network, call.time("from", EVER), call.time("to", NEVER));
    List<Entry> found = parts.events().page(span, call.cursor(Long.MAX_VALUE), limit + 1);
    Page<Entry> page = new Page<>(found, limit, entry -> entry.happening().id());
    return call.wantsCsv() ? csv(page) : page.answer("events", EventResource::json);
  }

  private static Map<String, @Nullable Object> json(Entry entry) {
    Happening happening = entry.happening();
    return Json.object(
        "id",
        happening.id(),
        "network_id",
        entry.networkId(),
        "network",
        entry.network(),
        "kind",
        Json.word(happening.kind()),
        "family",
        NetworkResource.word(happening.current().family()),
        "address",
        happening.current().toString(),
        "at",
        Json.time(happening.at()),
        "previous_address",
        happening.before().map(Object::toString).orElse(null),
        "previous_since",
        Json.time(happening.before().map(before -> happening.since())));
  }

  /** The next page is where a header says: a file has no place for it. */
  private static Response csv(Page<Entry> page) {
    StringBuilder text = new StringBuilder(COLUMNS).append("\r\n");
    for (Entry entry : page.shown()) {
      Map<String, @Nullable Object> json = json(entry);
      text.append(
          String.join(",", json.values().stream().map(EventResource::cell).toArray(String[]::new))
              + "\r\n");
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "text/csv; charset=utf-8; header=present");
    page.next().ifPresent(next -> headers.put("Next-Cursor", next));
    return new Response(200, text.toString(), headers, Duration.ZERO);
  }

  /** A name may begin with what a spreadsheet takes for a formula (OWASP, CSV injection). */
  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
