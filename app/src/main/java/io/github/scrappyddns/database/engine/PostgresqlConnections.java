package io.github.scrappyddns.database.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.Driver;

/**
 * How this process connects to one PostgreSQL database, and what its sessions ask of the server.
 *
 * <p>What the URL says of a parameter wins over what is set here. A server that does not answer, or
 * is a standby now, is given up within seconds, and the next connection goes to the one of the
 * hosts that is the primary.
 */
final class PostgresqlConnections {
  /** Shared by the instances that run; held alone by what replaces the contents. */
  private static final long LOCK = 0x5c4a_99d0_0d5L;

  /** The class of the locks that stand for living instances, by their numbers. */
  private static final int INSTANCES = 0x5c4a99d0;

  /** The numbers of all instances that live. */
  static final String LIVING =
      "SELECT CAST(CAST(objid AS TEXT) AS BIGINT) FROM pg_locks"
          + " WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = "
          + INSTANCES
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What one whole statement may take; a caller gets an answer within five seconds. */
  private static final int PATIENCE_SECONDS = 5;

  private static final int PATIENCE_OF_READERS_SECONDS = 10;

  // A process that stands still, or was cut off, in the middle of a transaction holds nobody up.
  private static final String BESIDE_OTHERS =
      "SET synchronous_commit = on; SET lock_timeout = '3s';"
          + " SET idle_in_transaction_session_timeout = '5s';"
          + " SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
          + " SET tcp_keepalives_count = 3; SET tcp_user_timeout = '10s'";

  private final String url;
  private final int instance = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
  private boolean alone;

  PostgresqlConnections(String url) {
    this.url = url;
  }

  /** The number of this process among those that use the database. */
  int instance() {
    return instance;
  }

  /** From now on the writing connection keeps all others out. */
  void workAlone() {
    alone = true;
  }

  /**
   * A connection that writes, and holds this process's locks for as long as it lives. Waits a
   * little for them: the server ends a connection that we closed, or that broke, some moments
   * later.
   */
  Connection writing() throws SQLException {
    Connection connection = connect(alone ? PATIENCE_OF_READERS_SECONDS : PATIENCE_SECONDS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = on; SET lock_timeout = '2s'");
      statement.execute("SELECT pg_advisory_lock" + (alone ? "" : "_shared") + "(" + LOCK + ")");
      statement.execute("SET lock_timeout = 0");
      if (!alone) {
        statement.execute(BESIDE_OTHERS);
        statement.execute(holdNumber());
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new DatabaseException(this + " is in use by " + others() + ": stop it first", e);
      }
      throw e;
    }
  }

  private String others() {
    return alone
        ? "another running Scrappy DDNS"
        : "a Scrappy DDNS that must be alone: an older one, or one that restores or moves";
  }

  /**
   * Takes this process's number, or does nothing where an earlier connection of its own still has
   * it on the server.
   */
  String holdNumber() {
    return "SELECT pg_try_advisory_lock(" + INSTANCES + ", " + instance + ")";
  }

  /** A connection whose transactions see one state of the database, and change nothing. */
  Connection reading() throws SQLException {
    Connection connection = connect(PATIENCE_OF_READERS_SECONDS);
    connection.setReadOnly(true);
    // Otherwise each query of a transaction would see what was committed since the one before.
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return connection;
  }

  /** A connection of which each statement is a transaction of its own. */
  Connection looking() throws SQLException {
    Connection connection = connect(PATIENCE_SECONDS);
    try (Statement statement = connection.createStatement()) {
      statement.execute(BESIDE_OTHERS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect(int patienceSeconds) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("connectTimeout", "2");
    settings.setProperty("socketTimeout", String.valueOf(patienceSeconds));
    settings.setProperty("targetServerType", "primary");
    // Else each new connection would wait for a host that stands still, before it tries the next.
    settings.setProperty("hostRecheckSeconds", "30");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "scrappy-ddns");
    // Without the JDK's list of drivers: inside a servlet container it does not know ours.
    Connection connection = new Driver().connect(url, settings);
    if (connection == null) {
      throw new DatabaseException("DATABASE_URL is not the URL of a PostgreSQL database");
    }
    return connection;
  }

  static boolean isUrl(String url) {
    return Driver.parseURL(url, new Properties()) != null;
  }

  /** Names the database for a person, without its password. */
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
