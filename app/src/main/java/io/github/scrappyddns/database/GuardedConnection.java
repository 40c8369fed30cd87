package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the database and the lock that gives it to one thread at a time. A connection
 * that failed is closed, and replaced at the next use.
 */
final class GuardedConnection implements AutoCloseable {
  /** Makes a connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Engine engine;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Connection connection;
  private @Nullable Transaction statements;
  private volatile @Nullable String trouble;
  private final AtomicLong transactions = new AtomicLong();

  GuardedConnection(Engine engine, Opener opener) {
    this.engine = engine;
    this.opener = opener;
  }

  /**
   * Runs work in one transaction.
   *
   * @throws DatabaseException if it failed
   */
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

  /** Closes the connection, which rolls back: a failed one is not worth keeping. */
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

  /** Why it last failed, in words without details; null while it works. */
  @Nullable String trouble() {
    return trouble;
  }

  /** How many transactions were begun. */
  long transactions() {
    return transactions.get();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      abandon();
    } finally {
      lock.unlock();
    }
  }
}
