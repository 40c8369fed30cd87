package io.github.scrappyddns.view.events;

import io.github.scrappyddns.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What happened to networks, as programs read it: the newest first, a page at a time. */
public final class EventLog {
  /** What happened to which network. */
  public record Entry(long networkId, String network, Happening happening) {}

  /**
   * What somebody asks for.
   *
   * @param network empty for all
   * @param from the first moment that counts
   * @param to the first one that does not
   */
  public record Span(OptionalLong network, Instant from, Instant to) {}

  private final Database database;
  private final InstantSource clock;

  public EventLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A page of it.
   *
   * @param before the number of the last one on the page before; {@link Long#MAX_VALUE} at first
   */
  public List<Entry> page(Span span, long before, int count) {
    Instant now = clock.instant();
    String columns = "e." + Happenings.COLUMNS.replace(", ", ", e.");
    List<Object> values = new ArrayList<>();
    values.add(before);
    values.add(span.from.toEpochMilli());
    values.add(span.to.toEpochMilli());
    span.network.ifPresent(values::add);
    values.add(count);
    return database.read(
        reading ->
            reading.list(
                "SELECT "
                    + columns
                    + ", e.network_id, n.name FROM event e JOIN network n ON n.id = e.network_id"
                    + " WHERE e.id < ? AND e.at >= ? AND e.at < ?"
                    + (span.network.isPresent() ? " AND e.network_id = ?" : "")
                    + " ORDER BY e.id DESC LIMIT ?",
                row -> new Entry(row.getLong(8), row.getString(9), Happenings.happening(row, now)),
                values.toArray()));
  }
}
