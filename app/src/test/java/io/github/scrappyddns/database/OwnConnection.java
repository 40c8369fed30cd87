package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;

/** A connection beside the one of {@link Database}, for races that it would never allow. */
public final class OwnConnection implements AutoCloseable {
  private final Connection connection;
  private final Transaction transaction;

  public OwnConnection(String url) throws SQLException {
    // Four racers on one file wait for each other longer than the default.
    connection =
        DriverManager.getConnection(
            url.startsWith("jdbc:sqlite:") ? url + "?busy_timeout=20000" : url);
    connection.setAutoCommit(false);
    transaction = new Transaction(connection);
  }

  public <T> T write(Function<Transaction, T> work) throws SQLException {
    T result = work.apply(transaction);
    connection.commit();
    return result;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
