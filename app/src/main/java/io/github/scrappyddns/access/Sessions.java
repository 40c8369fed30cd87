package io.github.scrappyddns.access;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The browsers that are signed in: their table. A session ends when it was not used for a week,
 * after thirty days in any case, when its owner signs out, and when the password changes. Safe for
 * use by several threads.
 */
final class Sessions {
  /** How long the browser is told to keep it, at most. */
  static final Duration LONGEST = Duration.ofDays(30);

  private static final Duration UNUSED = Duration.ofDays(7);

  /** Nobody needs to know to the second when a page was opened. */
  private static final long TOUCH_MILLIS = Duration.ofMinutes(1).toMillis();

  private static final String COLUMNS = "id, created_at, last_used, browser, address";

  private final Database database;
  private final InstantSource clock;

  Sessions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Begins one, and forgets those that are over. */
  void begin(Secret secret, String browser, String address) {
    long now = clock.millis();
    database.write(
        writing -> {
          writing.update(
              "DELETE FROM session WHERE last_used < ? OR created_at < ?",
              now - UNUSED.toMillis(),
              now - LONGEST.toMillis());
          return writing.update(
              "INSERT INTO session (digest, created_at, last_used, browser, address)"
                  + " VALUES (?, ?, ?, ?, ?)",
              secret.digest(),
              now,
              now,
              browser,
              address);
        });
  }

  /** The session that a browser's secret stands for, unless it is over; notes that it is used. */
  Optional<Session> find(Secret secret) {
    long now = clock.millis();
    Optional<Session> found =
        database
            .read(
                reading ->
                    reading.first(
                        "SELECT " + COLUMNS + " FROM session WHERE digest = ?",
                        row -> session(row, now),
                        secret.digest()))
            .filter(session -> !isOver(session, now));
    found
        .filter(session -> now - session.lastUsed().toEpochMilli() > TOUCH_MILLIS)
        .ifPresent(session -> touch(session.id(), now));
    return found;
  }

  /** All that are not over, the one used last first. */
  List<Session> all() {
    long now = clock.millis();
    return database
        .read(
            reading ->
                reading.list(
                    "SELECT " + COLUMNS + " FROM session ORDER BY last_used DESC, id DESC",
                    row -> session(row, now)))
        .stream()
        .filter(session -> !isOver(session, now))
        .toList();
  }

  /** Ends one. */
  void end(long id) {
    database.write(writing -> writing.update("DELETE FROM session WHERE id = ?", id));
  }

  /** Ends all but one. */
  void endOthers(long id) {
    database.write(writing -> writing.update("DELETE FROM session WHERE id <> ?", id));
  }

  /** Ends all, in the transaction that changes the password. */
  void endAll(Transaction transaction) {
    transaction.update("DELETE FROM session");
  }

  private void touch(long id, long now) {
    database.write(
        writing -> writing.update("UPDATE session SET last_used = ? WHERE id = ?", now, id));
  }

  private static boolean isOver(Session session, long now) {
    return now - session.lastUsed().toEpochMilli() > UNUSED.toMillis()
        || now - session.createdAt().toEpochMilli() > LONGEST.toMillis();
  }

  private static Session session(ResultSet row, long now) throws SQLException {
    return new Session(
        row.getLong(1),
        Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(row.getLong(2), now)),
        Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(row.getLong(3), now)),
        row.getString(4),
        row.getString(5));
  }
}
