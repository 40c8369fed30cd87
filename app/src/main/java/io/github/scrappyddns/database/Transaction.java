package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one unit of work: all of them are stored, or none.
 *
 * <p>Statements are prepared once per connection and kept. Parameters are {@link Long}, {@link
 * Integer}, {@link String} or null. Not safe for use by several threads; {@link Database} hands it
 * to one at a time. Failures are {@link DatabaseException}.
 */
public final class Transaction {
  /** Turns the row at the cursor into a value. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the row at the cursor. */
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final boolean speaksInSets;
  private final LongAdder count;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /**
   * @param count is raised by every statement
   */
  Transaction(Connection connection, boolean speaksInSets, LongAdder count) {
    this.connection = connection;
    this.speaksInSets = speaksInSets;
    this.count = count;
  }

  /**
   * Whether a parameter may be an array, of {@code long[]} or {@code String[]}, and whether a
   * statement for many rows is worth while: with a server on the other side of a network.
   */
  public boolean speaksInSets() {
    return speaksInSets;
  }

  Connection connection() {
    return connection;
  }

  /**
   * Closes all statements, of which a failure may have left one half-way; whether that went well.
   */
  boolean closed() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Runs a statement that returns no rows; gives the number of rows it touched. */
  public int update(String sql, @Nullable Object... parameters) {
    try {
      return bound(sql, parameters).executeUpdate();
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /** The first row that a query, or a statement with {@code RETURNING}, returns. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /** All rows that a query, or a statement with {@code RETURNING}, returns. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    List<T> rows = new ArrayList<>();
    forEach(sql, row -> rows.add(reader.read(row)), parameters);
    return rows;
  }

  /** Hands each row to the consumer as it is read: for tables too large for a list. */
  public void forEach(String sql, RowConsumer consumer, @Nullable Object... parameters) {
    try (ResultSet rows = bound(sql, parameters).executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
    count.increment();
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
