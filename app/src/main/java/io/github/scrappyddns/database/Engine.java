package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What differs between the databases: how to connect, and how to keep a second process out. */
interface Engine {
  /** Keeps other processes from writing to this database until {@link #unlock}. */
  void lock() throws SQLException;

  /** Lets others in again; harmless if there is no lock. */
  void unlock();

  /** Whether somebody has used this database before. */
  boolean exists() throws SQLException;

  /** Looks for damage and changes nothing; says what it found. */
  Optional<String> damage();

  /** A connection that writes, and waits for the disk at each commit. */
  Connection openForWriting() throws SQLException;

  /** A connection that changes nothing. */
  Connection openForReading() throws SQLException;

  /** Begins a transaction on one of these connections. */
  void begin(Connection connection) throws SQLException;

  /** Ends it; what it wrote is on disk afterwards. */
  void commit(Connection connection) throws SQLException;

  /**
   * Keeps others from emptying the tables that a reading transaction, just begun on this
   * connection, sees.
   */
  void pin(Connection connection, List<String> tables) throws SQLException;

  /** Removes all rows of these tables, each of which is listed after those it refers to. */
  void clear(Connection connection, List<String> tables) throws SQLException;

  /** Makes the numbers of a table's new rows continue after the greatest it holds. */
  void numberOn(Connection connection, String table) throws SQLException;

  /** Plain connections for the migrations, and for files that become backups. */
  DataSource forMigrations();

  /** The SQL of a primary key that numbers the rows automatically. */
  String identityColumn();

  /** Names the database for a person, without its password. */
  @Override
  String toString();
}
