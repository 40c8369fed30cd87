package io.github.scrappyddns.timeline;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The history of every network, to which events are only appended: their table. Stateless. */
public final class Timeline {
  private static final String COLUMNS =
      "id, network_id, kind, family, previous, previous_since, current, at";

  /** Of so many events with two addresses, each address comes twice: they take turns. */
  private static final int TURNS = 4;

  private static final String OF_ADDRESSES = " AND kind NOT IN ('SILENT', 'BACK')";

  private static final String LAST_TURNS =
      "SELECT MIN(current), MAX(current) FROM"
          + " (SELECT current FROM event WHERE network_id = ? AND family = ? AND id <= ?"
          + OF_ADDRESSES
          + " ORDER BY id DESC LIMIT "
          + TURNS
          + ") AS turn HAVING COUNT(*) = "
          + TURNS
          + " AND COUNT(DISTINCT current) = 2";

  private static final String INSERT =
      "INSERT INTO event (network_id, kind, family, previous, previous_since, current, at)";

  // The database numbers rows in the order in which they are inserted, and returns them so.
  private static final String APPEND_ALL =
      INSERT
          + " SELECT network_id, kind, family, previous,"
          + " CASE WHEN previous IS NULL THEN NULL ELSE previous_since END, current, at"
          + " FROM unnest(?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY AS entry"
          + " (network_id, kind, family, previous, previous_since, current, at, place)"
          + " ORDER BY place RETURNING id";

  /**
   * An event before it has a number.
   *
   * @param previous as {@link Event#previous}
   * @param previousSince as {@link Event#previousSince}
   */
  public record Entry(
      long networkId,
      Event.Kind kind,
      @Nullable PublicAddress previous,
      @Nullable Instant previousSince,
      PublicAddress current,
      Instant at) {}

  /**
   * Appends events in their order.
   *
   * @return their ids, each greater than all before of its network
   */
  public List<Long> append(Transaction transaction, List<Entry> entries) {
    return transaction.speaksInSets()
        ? appendAll(transaction, entries)
        : entries.stream().map(entry -> append(transaction, entry)).toList();
  }

  /** Appends one event; returns its id. */
  public long append(Transaction transaction, Entry entry) {
    Instant since = entry.previousSince();
    return transaction
        .first(
            INSERT + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            entry.networkId(),
            entry.kind().name(),
            entry.current().family().number(),
            text(entry.previous()),
            since == null ? null : since.toEpochMilli(),
            entry.current().toString(),
            entry.at().toEpochMilli())
        .orElseThrow();
  }

  private static List<Long> appendAll(Transaction transaction, List<Entry> entries) {
    return transaction.list(
        APPEND_ALL,
        row -> row.getLong(1),
        entries.stream().mapToLong(Entry::networkId).toArray(),
        entries.stream().map(entry -> entry.kind().name()).toArray(String[]::new),
        entries.stream().mapToLong(entry -> entry.current().family().number()).toArray(),
        entries.stream().map(entry -> text(entry.previous())).toArray(String[]::new),
        entries.stream().mapToLong(entry -> millis(entry.previousSince())).toArray(),
        entries.stream().map(entry -> entry.current().toString()).toArray(String[]::new),
        entries.stream().mapToLong(entry -> entry.at().toEpochMilli()).toArray());
  }

  private static @Nullable String text(@Nullable PublicAddress address) {
    return address == null ? null : address.toString();
  }

  private static long millis(@Nullable Instant time) {
    return time == null ? 0 : time.toEpochMilli();
  }

  /** What happened to a network after one event and up to another. */
  public Story story(Transaction transaction, long networkId, long after, long upTo) {
    return new Story(
        spans(transaction, networkId, after, upTo), quiet(transaction, networkId, after, upTo));
  }

  private List<Span> spans(Transaction transaction, long networkId, long after, long upTo) {
    record Ends(long first, long last, int count) {}
    List<Ends> ends =
        transaction.list(
            "SELECT MIN(id), MAX(id), COUNT(*) FROM event"
                + " WHERE network_id = ? AND id > ? AND id <= ? AND kind <> 'TAKEN_OVER'"
                + OF_ADDRESSES
                + " GROUP BY family ORDER BY family",
            row -> new Ends(row.getLong(1), row.getLong(2), row.getInt(3)),
            networkId,
            after,
            upTo);
    List<Span> spans = new ArrayList<>(ends.size());
    for (Ends end : ends) {
      Event last = event(transaction, end.last);
      spans.add(
          new Span(event(transaction, end.first), last, end.count, inTurns(transaction, last)));
    }
    return spans;
  }

  private static Optional<Quiet> quiet(
      Transaction transaction, long networkId, long after, long upTo) {
    record Ends(long last, int silences) {}
    return transaction
        .list(
            "SELECT MAX(id), SUM(CASE kind WHEN 'SILENT' THEN 1 ELSE 0 END) FROM event"
                + " WHERE network_id = ? AND id > ? AND id <= ? AND kind IN ('SILENT', 'BACK')"
                + " GROUP BY network_id",
            row -> new Ends(row.getLong(1), row.getInt(2)),
            networkId,
            after,
            upTo)
        .stream()
        .findFirst()
        .map(ends -> new Quiet(event(transaction, ends.last), ends.silences));
  }

  /** Looks beyond the span: where each change is told by itself, a span is too short to show it. */
  private static @Nullable PublicAddress inTurns(Transaction transaction, Event last) {
    Family family = last.family();
    return transaction
        .first(
            LAST_TURNS,
            row -> {
              String one = row.getString(1);
              return one.equals(last.current().toString()) ? row.getString(2) : one;
            },
            last.networkId(),
            family.number(),
            last.id())
        .map(other -> PublicAddress.written(family, other))
        .orElse(null);
  }

  /** The next events in the order of their networks, and of their numbers within each. */
  public List<Mark> page(Transaction transaction, Mark after, int limit) {
    return transaction.list(
        "SELECT network_id, id, at FROM event WHERE (network_id, id) > (?, ?)"
            + " ORDER BY network_id, id LIMIT ?",
        row -> new Mark(row.getLong(1), row.getLong(2), row.getLong(3)),
        after.networkId(),
        after.id(),
        limit);
  }

  /** The oldest of so many newest events of a network; empty where it has fewer. */
  public OptionalLong newest(Transaction transaction, long networkId, int count) {
    return transaction
        .first(
            "SELECT id FROM event WHERE network_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
            row -> row.getLong(1),
            networkId,
            count - 1)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The greatest number of an event of a network; 0 where it has none. */
  public long newestOf(Transaction transaction, long networkId) {
    return newest(transaction, networkId, 1).orElse(0);
  }

  /** The greatest number of an event; 0 where there is none. */
  public long newest(Transaction transaction) {
    return transaction
        .first("SELECT COALESCE(MAX(id), 0) FROM event", row -> row.getLong(1))
        .orElseThrow();
  }

  /** Forgets a network; gives how many events it had. */
  public int remove(Transaction transaction, long networkId) {
    return transaction.update("DELETE FROM event WHERE network_id = ?", networkId);
  }

  /** How many events of a network there are. */
  public int count(Transaction transaction, long networkId) {
    return transaction
        .first("SELECT COUNT(*) FROM event WHERE network_id = ?", row -> row.getInt(1), networkId)
        .orElseThrow();
  }

  /** All events of a network, oldest first. */
  public List<Event> of(Transaction transaction, long networkId) {
    return transaction.list(
        "SELECT " + COLUMNS + " FROM event WHERE network_id = ? ORDER BY id",
        Timeline::read,
        networkId);
  }

  private static Event event(Transaction transaction, long id) {
    return transaction
        .first("SELECT " + COLUMNS + " FROM event WHERE id = ?", Timeline::read, id)
        .orElseThrow();
  }

  private static Event read(ResultSet row) throws SQLException {
    Family family = Family.ofNumber(row.getInt("family"));
    String previous = row.getString("previous");
    return new Event(
        row.getLong("id"),
        row.getLong("network_id"),
        Event.Kind.valueOf(row.getString("kind")),
        family,
        previous == null ? null : PublicAddress.written(family, previous),
        previous == null ? null : Instant.ofEpochMilli(row.getLong("previous_since")),
        PublicAddress.written(family, row.getString("current")),
        Instant.ofEpochMilli(row.getLong("at")));
  }
}
