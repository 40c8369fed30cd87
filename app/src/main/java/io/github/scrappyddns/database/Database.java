package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one durable store: a connection that writes, a connection that reads, each used by one thread
 * at a time.
 *
 * <p>When {@link #write} returns, the work is on disk. A connection that broke is replaced at the
 * next use, so a database that was away is used again without a restart. Safe for use by several
 * threads.
 */
public final class Database implements AutoCloseable {
  private final Engine engine;
  private final GuardedConnection writing;
  private final GuardedConnection reading;

  private Database(Engine engine) {
    this.engine = engine;
    this.writing = new GuardedConnection(engine, engine::openForWriting);
    this.reading = new GuardedConnection(engine, engine::openForReading);
  }

  /**
   * Opens the database that a JDBC URL names, creates it if it does not exist and updates its
   * schema.
   *
   * @throws DatabaseException if it is in use by another process, damaged, or written by a newer
   *     version; then nothing was changed
   */
  public static Database open(String jdbcUrl) {
    Engine engine = DatabaseUrl.engine(jdbcUrl);
    try {
      engine.lock();
      Schema.bringUpToDate(engine);
      return new Database(engine).writable();
    } catch (SQLException e) {
      engine.unlock();
      throw new DatabaseException(engine + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      engine.unlock();
      throw e;
    }
  }

  private Database writable() {
    try {
      write(transaction -> null);
      return this;
    } catch (DatabaseException e) {
      close();
      throw e;
    }
  }

  /**
   * Runs work in one transaction and makes it durable.
   *
   * @throws DatabaseException if it could not be stored; then nothing of it was
   */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    return writing.run(work);
  }

  /** Runs queries on a consistent view, beside whatever is being written. */
  public <T extends @Nullable Object> T read(Function<Transaction, T> work) {
    return reading.run(work);
  }

  /** How much it holds. */
  Contents contents() {
    return reading.run(
        transaction -> {
          try {
            return Contents.of(transaction.connection());
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /** Replaces everything in this database with what another holds, in one transaction. */
  Contents replaceContents(Connection source) {
    return write(
        transaction -> {
          try {
            return TableCopy.run(source, transaction.connection(), engine);
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /** Why it last failed, in words without details; empty while it can be written and read. */
  public Optional<String> trouble() {
    return Optional.ofNullable(writing.trouble()).or(() -> Optional.ofNullable(reading.trouble()));
  }

  /** Tries whether a database that failed works again; does nothing if it did not fail. */
  public void probe() {
    if (writing.trouble() != null) {
      write(
          transaction ->
              transaction.update("UPDATE service SET probed = probed + 1 WHERE name = 'probe'"));
    }
    if (reading.trouble() != null) {
      read(transaction -> transaction.first("SELECT probed FROM service", row -> row.getLong(1)));
    }
  }

  /** How many transactions were begun since the start, of both kinds. */
  public long transactions() {
    return writing.transactions() + reading.transactions();
  }

  @Override
  public void close() {
    reading.close();
    // The last one to leave folds the write-ahead log into the file, and it must be able to write.
    writing.close();
    engine.unlock();
  }

  @Override
  public String toString() {
    return engine.toString();
  }
}
