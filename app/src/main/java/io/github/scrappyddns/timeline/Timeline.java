package io.github.scrappyddns.timeline;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The history of every network, to which events are only appended: their table. Stateless. */
public final class Timeline {
  private static final String COLUMNS =
      "id, network_id, kind, family, previous, previous_since, current, at";

  /** Of so many events with two addresses, each address comes twice: they take turns. */
  private static final int TURNS = 4;

  private static final String LAST_TURNS =
      "SELECT MIN(current), MAX(current) FROM"
          + " (SELECT current FROM event WHERE network_id = ? AND family = ? AND id <= ?"
          + " ORDER BY id DESC LIMIT "
          + TURNS
          + ") AS turn HAVING COUNT(*) = "
          + TURNS
          + " AND COUNT(DISTINCT current) = 2";

  /** Appends one event; returns its id, which is greater than all before. */
  public long append(
      Transaction transaction,
      long networkId,
      Event.Kind kind,
      @Nullable PublicAddress previous,
      @Nullable Instant previousSince,
      PublicAddress current,
      Instant at) {
    return transaction
        .first(
            "INSERT INTO event"
                + " (network_id, kind, family, previous, previous_since, current, at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            networkId,
            kind.name(),
            current.family().number(),
            previous == null ? null : previous.toString(),
            previousSince == null ? null : previousSince.toEpochMilli(),
            current.toString(),
            at.toEpochMilli())
        .orElseThrow();
  }

  /**
   * What happened to a network after one event and up to another, a span for each family, IPv4
   * first.
   */
  public List<Span> spans(Transaction transaction, long networkId, long after, long upTo) {
    record Ends(long first, long last, int count) {}
    List<Ends> ends =
        transaction.list(
            "SELECT MIN(id), MAX(id), COUNT(*) FROM event"
                + " WHERE network_id = ? AND id > ? AND id <= ? AND kind <> 'TAKEN_OVER'"
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
