package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Line writing;
  private final Line reading;
  private final AtomicLong transactions = new AtomicLong();

  private Database(Engine engine) {
    this.engine = engine;
    this.writing = new Line(engine::openForWriting);
    this.reading = new Line(engine::openForReading);
  }

  /**
   * Opens the database that a JDBC URL names, creates it where it does not exist and brings its
   * schema up to date.
   *
   * @throws DatabaseException where it is in use by another process, damaged, or written by a newer
   *     version; nothing was changed then
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
   * @throws DatabaseException where it could not be stored; nothing of it was
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

  /** Puts what another database holds in place of all that this one does, in one transaction. */
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

  /** Why it last failed, in words for everybody; empty while it can be written and read. */
  public Optional<String> trouble() {
    return Optional.ofNullable(writing.trouble == null ? reading.trouble : writing.trouble);
  }

  /** Tries whether a database that failed works again; does nothing where none failed. */
  public void probe() {
    if (writing.trouble != null) {
      write(
          transaction ->
              transaction.update("UPDATE service SET probed = probed + 1 WHERE name = 'probe'"));
    }
    if (reading.trouble != null) {
      read(transaction -> transaction.first("SELECT probed FROM service", row -> row.getLong(1)));
    }
  }

  /** How many transactions were begun since the start, of both kinds. */
  public long transactions() {
    return transactions.get();
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

  /** One connection and the lock that gives it to one thread at a time. */
  private final class Line {
    private interface Opener {
      Connection open() throws SQLException;
    }

    private final Opener opener;
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Connection connection;
    private @Nullable Transaction statements;
    private volatile @Nullable String trouble;

    Line(Opener opener) {
      this.opener = opener;
    }

    <T extends @Nullable Object> T run(Function<Transaction, T> work) {
      try {
        T result = inTransaction(work);
        trouble = null;
        return result;
      } catch (DatabaseException e) {
        trouble = e.summary();
        throw e;
      }
    }

    private <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
      lock.lock();
      boolean done = false;
      try {
        transactions.incrementAndGet();
        T result = work.apply(begin());
        commit();
        done = true;
        return result;
      } catch (SQLException e) {
        throw DatabaseException.of(e);
      } finally {
        if (!done) {
          abandon();
        }
        lock.unlock();
      }
    }

    private Transaction begin() throws SQLException {
      Connection open = connection;
      Transaction known = statements;
      if (open == null || known == null) {
        open = opener.open();
        known = new Transaction(open);
        connection = open;
        statements = known;
      }
      engine.begin(open);
      return known;
    }

    private void commit() throws SQLException {
      if (connection != null) {
        engine.commit(connection);
      }
    }

    /** Closes the connection, which rolls back: a failed one is not worth a second guess. */
    private void abandon() {
      Connection failed = connection;
      connection = null;
      statements = null;
      try {
        if (failed != null) {
          failed.close();
        }
      } catch (SQLException ignored) {
        // It is gone already; the database rolls back by itself.
      }
    }

    void close() {
      lock.lock();
      try {
        abandon();
      } finally {
        lock.unlock();
      }
    }
  }
}
