package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How much a database holds, as its owner counts it.
 *
 * @param events changes of address and first check-ins
 * @param owed pairs of network and channel where the channel is still owed an alert
 */
public record Contents(long networks, long events, long owed) {
  static Contents of(Connection connection) throws SQLException {
    return new Contents(
        count(connection, "network"),
        count(connection, "event"),
        count(connection, "delivery WHERE owed_event > paid_event"));
  }

  static long count(Connection connection, String rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public String toString() {
    return number(networks, "network")
        + ", "
        + number(events, "event")
        + " of their history, "
        + number(owed, "alert")
        + " still owed";
  }

  private static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
