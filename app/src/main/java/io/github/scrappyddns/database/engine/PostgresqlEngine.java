package io.github.scrappyddns.database.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, or a database that speaks its protocol and SQL.
 *
 * <p>The writing connection holds an advisory lock for as long as it lives: what memory says of a
 * network is only true while nobody else writes. A second process is refused at start, and a
 * process that lost its connection must win the lock again before it writes.
 */
public final class PostgresqlEngine implements Engine {
  public static final String PREFIX = "jdbc:postgresql:";
  private static final long LOCK = 0x5c4a_99d0_0d5L;
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String TIMEOUT_SECONDS = "10";

  private final String url;

  /** The connection that {@link #lock} opened, until somebody writes on it. */
  private @Nullable Connection locked;

  public PostgresqlEngine(String url) {
    this.url = url;
    // Messages of the driver and its manager would show a password.
    if (url.split("\\?", 2)[0].contains("@") || Driver.parseURL(url, new Properties()) == null) {
      throw new DatabaseException(
          "DATABASE_URL: PostgreSQL needs a URL such as"
              + " jdbc:postgresql://<host>:<port>/<database>?user=<user>&password=<password>");
    }
  }

  @Override
  public void lock() throws SQLException {
    locked = lockedConnection();
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
    return first == null ? lockedConnection() : first;
  }

  /**
   * Waits a little for the lock: the server ends a connection that we closed, or that broke, some
   * moments later, and until then our own lock is in the way.
   */
  private Connection lockedConnection() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '2s'");
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      statement.execute("SET lock_timeout = 0");
      statement.execute("SET synchronous_commit = on");
      return connection;
    } catch (SQLException e) {
      connection.close();
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new DatabaseException(
            this + " is in use by another running Scrappy DDNS: stop it first", e);
      }
      throw e;
    }
  }

  @Override
  public Connection openForReading() throws SQLException {
    Connection connection = connect();
    connection.setReadOnly(true);
    // Otherwise each query of a transaction would see what was committed since the one before.
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return connection;
  }

  private Connection connect() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("connectTimeout", TIMEOUT_SECONDS);
    settings.setProperty("socketTimeout", TIMEOUT_SECONDS);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "scrappy-ddns");
    // Without the JDK's list of drivers: inside a servlet container it does not know ours.
    Connection connection = new Driver().connect(url, settings);
    if (connection == null) {
      throw new DatabaseException("DATABASE_URL is not the URL of a PostgreSQL database");
    }
    return connection;
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
    return source;
  }

  @Override
  public String identityColumn() {
    return "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
  }

  @Override
  public String toString() {
    Properties parts = Driver.parseURL(url, new Properties());
    return parts == null
        ? "PostgreSQL"
        : "PostgreSQL database "
            + parts.getProperty("PGDBNAME")
            + " at "
            + parts.getProperty("PGHOST");
  }
}
