package io.github.scrappyddns.database.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, or a database that speaks its protocol and SQL. Any number of processes may use it
 * together; what replaces its contents works alone.
 */
public final class PostgresqlEngine implements Engine {
  public static final String PREFIX = "jdbc:postgresql:";

  private final String url;
  private final PostgresqlConnections connections;

  /** The connection that {@link #lock} opened, until somebody writes on it. */
  private @Nullable Connection locked;

  public PostgresqlEngine(String url) {
    this.url = url;
    this.connections = new PostgresqlConnections(url);
    // Messages of the driver and its manager would show a password.
    if (url.split("\\?", 2)[0].contains("@") || !PostgresqlConnections.isUrl(url)) {
      throw new DatabaseException(
          "DATABASE_URL: PostgreSQL needs a URL such as"
              + " jdbc:postgresql://<host>:<port>/<database>?user=<user>&password=<password>");
    }
  }

  @Override
  public void lock(boolean alone) throws SQLException {
    if (alone) {
      connections.workAlone();
    }
    locked = connections.writing();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public int instance() {
    return connections.instance();
  }

  @Override
  public Set<Long> living(Connection writing) throws SQLException {
    execute(writing, connections.holdNumber());
    Set<Long> numbers = new HashSet<>();
    try (Statement statement = writing.createStatement();
        ResultSet rows = statement.executeQuery(PostgresqlConnections.LIVING)) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }

  /** The lock ends with the writing connection, or with the one that was never written on. */
  @Override
  public void unlock() {
    Connection unused = locked;
    locked = null;
    try {
      if (unused != null) {
        unused.close();
      }
    } catch (SQLException ignored) {
      // It is gone already, and the lock with it.
    }
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public Optional<String> damage() {
    // The server takes care of its files.
    return Optional.empty();
  }

  @Override
  public Connection openForWriting() throws SQLException {
    Connection first = locked;
    locked = null;
    return first == null ? connections.writing() : first;
  }

  @Override
  public Connection openForReading() throws SQLException {
    return connections.reading();
  }

  @Override
  public Connection openForLooking() throws SQLException {
    return connections.looking();
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  /** A connection that may be broken is closed: a server that is away would keep us waiting. */
  @Override
  public boolean rolledBack(Connection failed, boolean sound) {
    if (!sound) {
      return false;
    }
    try {
      failed.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** TRUNCATE empties a table for those, too, whose view is older: it must wait for them. */
  @Override
  public void pin(Connection connection, List<String> tables) throws SQLException {
    execute(connection, "LOCK TABLE " + String.join(", ", tables) + " IN ACCESS SHARE MODE");
  }

  /** Not with DELETE, which would search all dead rows of the referring tables for each row. */
  @Override
  public void clear(Connection connection, List<String> tables) throws SQLException {
    execute(connection, "TRUNCATE " + String.join(", ", tables));
  }

  /** Never backwards: a sequence does not take part in a transaction that is rolled back. */
  @Override
  public void numberOn(Connection connection, String table) throws SQLException {
    String sequence = "pg_get_serial_sequence('" + table + "', 'id')";
    execute(
        connection,
        "SELECT setval(%s, GREATEST(nextval(%s), (SELECT MAX(id) FROM %s)))"
            .formatted(sequence, sequence, table));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public DataSource forMigrations() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    // The first of several hosts may be a standby. No other patience: an update may take long.
    source.setTargetServerType("primary");
    return source;
  }

  @Override
  public String identityColumn() {
    return "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
  }

  @Override
  public String toString() {
    return connections.toString();
  }
}
