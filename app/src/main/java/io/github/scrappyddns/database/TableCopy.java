package io.github.scrappyddns.database;

import io.github.scrappyddns.database.Tables.Table;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A copy of all rows from one database to another of any kind, which replaces what the other held.
 *
 * <p>Backups, restores and moves are all this one copy. It runs inside a transaction at either end,
 * which its caller begins and ends; rows pass through in small batches, however many there are.
 */
final class TableCopy {
  private static final int BATCH = 1_000;

  private TableCopy() {}

  /**
   * Copies, and counts again at the target.
   *
   * @param engine the target's
   * @param progress is told how far it is
   * @return what the target holds now
   * @throws DatabaseException if the target did not take every row
   */
  static Contents run(Connection source, Connection target, Engine engine, Progress progress)
      throws SQLException {
    engine.clear(target, Tables.names());
    progress.begin(rows(source, progress));
    for (Table table : Tables.ALL) {
      long copied = copy(table, source, target, progress);
      long arrived = Contents.count(target, table.name());
      if (copied != arrived) {
        throw new DatabaseException(
            "%s: only %d of %d rows of %s arrived"
                .formatted(engine, arrived, copied, table.name()));
      }
      if (table.numbered()) {
        engine.numberOn(target, table.name());
      }
    }
    return Contents.of(target);
  }

  /** How many there are to copy, which takes a while, too: only who looks wants to know. */
  private static long rows(Connection source, Progress progress) throws SQLException {
    long rows = 0;
    if (!progress.equals(Progress.UNSEEN)) {
      for (Table table : Tables.ALL) {
        rows += Contents.count(source, table.name());
      }
    }
    return rows;
  }

  private static long copy(Table table, Connection source, Connection target, Progress progress)
      throws SQLException {
    String columns = String.join(", ", table.columns());
    int width = table.columns().size();
    String select = "SELECT " + columns + " FROM " + table.name();
    String insert =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(table.name(), columns, String.join(", ", Collections.nCopies(width, "?")));
    long rows = 0;
    try (Statement reading = source.createStatement();
        PreparedStatement writing = target.prepareStatement(insert)) {
      reading.setFetchSize(BATCH);
      try (ResultSet row = reading.executeQuery(select)) {
        while (row.next()) {
          for (int column = 1; column <= width; column++) {
            writing.setObject(column, value(row.getObject(column)));
          }
          writing.addBatch();
          if (++rows % BATCH == 0) {
            writing.executeBatch();
            progress.done(BATCH);
          }
        }
      }
      writing.executeBatch();
      progress.done(rows % BATCH);
    }
    return rows;
  }

  /** One type for every number: SQLite returns small and large ones as different types. */
  private static @Nullable Object value(@Nullable Object read) {
    return read instanceof Integer number ? Long.valueOf(number) : read;
  }
}
