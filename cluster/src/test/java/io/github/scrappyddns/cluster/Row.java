package io.github.scrappyddns.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as the database has it.
 *
 * @param previous null at a network's first address
 */
record Row(long id, long networkId, String network, @Nullable String previous, String current) {
  /** The whole timeline, the oldest first. */
  static List<Row> timeline(Connection connection) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT e.id, e.network_id, n.name, e.previous, e.current"
                    + " FROM event e JOIN network n ON n.id = e.network_id ORDER BY e.id")) {
      while (row.next()) {
        rows.add(
            new Row(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
      }
    }
    return rows;
  }

  /** How many networks some channel is still owed news of. */
  static int debts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM delivery WHERE owed_event > paid_event AND paid_at <> -1")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
