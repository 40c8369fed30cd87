package io.github.scrappyddns.war;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The events of a network, as they are on disk. */
final class StoredEvents {
  private StoredEvents() {}

  /** The addresses that a network has had. */
  static Set<String> of(Path state, String network) throws SQLException {
    Set<String> addresses = new HashSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve("scrappy-ddns.db"));
        PreparedStatement events =
            connection.prepareStatement(
                "SELECT current FROM event JOIN network ON network.id = network_id"
                    + " WHERE name = ?")) {
      events.setString(1, network);
      try (ResultSet rows = events.executeQuery()) {
        while (rows.next()) {
          addresses.add(rows.getString(1));
        }
      }
    }
    return addresses;
  }
}
