package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What differs between the databases: how to connect, and how to keep a second process out. */
public interface Engine {
  /**
   * Takes its place among the processes that write to this database, until {@link #unlock}.
   *
   * @param alone whether to keep all others out; else only those are that work alone, where the
   *     database {@linkplain #isShared can be shared}
   */
  void lock(boolean alone) throws SQLException;

  /** Whether several processes use the database together. */
  default boolean isShared() {
    return false;
  }

  /** The number of this process among those; 0 where it has the database for itself. */
  default int instance() {
    return 0;
  }

  /** Lets others in again; harmless if there is no lock. */
  void unlock();

  /**
   * The numbers of all processes that share the database now, this one's among them: its connection
   * takes the lock of its number, if it has it not.
   */
  default Set<Long> living(Connection writing) throws SQLException {
    return Set.of();
  }

  /** Whether somebody has used this database before. */
  boolean exists() throws SQLException;

  /**
   * Looks for damage and changes nothing; says what it found.
   *
   * @throws DatabaseException where something else keeps it from looking
   */
  Optional<String> damage();

  /** Refuses where this process could not write it, or not make one. */
  default void refuseUnwritable() {}

  /** The same for somebody who looks and leaves no trace. */
  default Engine untouched() {
    return this;
  }

  /** Says why this database could not be opened, and what to do. */
  default DatabaseException refusal(SQLException failure) {
    return DatabaseException.refusal(
        Trouble.of(failure), this, String.valueOf(failure.getMessage()), failure);
  }

  /** A connection that writes, and waits for the disk at each commit. */
  Connection openForWriting() throws SQLException;

  /** A connection that changes nothing. */
  Connection openForReading() throws SQLException;

  /**
   * A connection for single questions, each answered by itself, where the database is shared; it
   * can write, too.
   */
  default Connection openForLooking() throws SQLException {
    throw new UnsupportedOperationException();
  }

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

  /**
   * Rolls back what failed.
   *
   * @param sound whether it failed by what was to be stored, and not by the connection
   * @return false where the connection must be closed to do so
   */
  boolean rolledBack(Connection failed, boolean sound);

  /** Notes what was opened, now that it can be written. */
  default void note(Connection writing) throws SQLException {}

  /**
   * What became of that: out of its place nothing is safe there. Costs little.
   *
   * @param all whether to look at that, too, which holds no data
   */
  default Optional<Trouble> displacement(boolean all) {
    return Optional.empty();
  }

  /**
   * Puts into its place what is not there any more, from a connection that was open all the time.
   *
   * @param open what still reaches all that was stored
   * @param connections are closed, or let go, in between
   * @return whether all is there that was; else another database has taken its place
   * @throws DatabaseException where it cannot be done yet; nothing was closed then
   */
  default boolean mend(@Nullable Connection open, Connections connections) throws SQLException {
    return true;
  }

  /** All that are open, none of them in use. */
  interface Connections {
    /** Closes them, after which SQLite's log is in its file. */
    void close();

    /** Forgets them; they stay as they are until the process ends. */
    void letGo();
  }

  /** Names the database for a person, without its password. */
  @Override
  String toString();
}
