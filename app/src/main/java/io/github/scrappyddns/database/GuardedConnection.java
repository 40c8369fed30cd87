package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the database and the lock that gives it to one thread at a time. A connection
 * that failed and cannot roll back is closed, and replaced at the next use.
 */
final class GuardedConnection implements AutoCloseable {
  /** Makes a connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  /** What stands around each piece of work. */
  interface Bracket {
    void begin(Connection connection) throws SQLException;

    void end(Connection connection) throws SQLException;
  }

  private record AsTransaction(Engine engine) implements Bracket {
    @Override
    public void begin(Connection connection) throws SQLException {
      engine.begin(connection);
    }

    @Override
    public void end(Connection connection) throws SQLException {
      engine.commit(connection);
    }
  }

  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Engine engine;
  private final Opener opener;
  private final Bracket bracket;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Connection connection;
  private @Nullable Transaction statements;
  private volatile @Nullable String trouble;
  private final AtomicLong transactions = new AtomicLong();
  private final LongAdder count = new LongAdder();

  /**
   * When the transaction under way was begun, by {@link System#nanoTime}; 0 where there is none.
   */
  private volatile long busySince;

  /** One whose work is a transaction. */
  GuardedConnection(Engine engine, Opener opener) {
    this(engine, opener, new AsTransaction(engine));
  }

  GuardedConnection(Engine engine, Opener opener, Bracket bracket) {
    this.engine = engine;
    this.opener = opener;
    this.bracket = bracket;
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
      if (!DatabaseException.isOfContent(e)) {
        trouble = e.summary();
      }
      throw e;
    }
  }

  private <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
    lock.lock();
    boolean done = false;
    boolean sound = false;
    try {
      transactions.incrementAndGet();
      busySince = System.nanoTime() | 1;
      T result = work.apply(begin());
      commit();
      done = true;
      return result;
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    } catch (RuntimeException e) {
      sound = DatabaseException.isOfContent(e);
      throw e;
    } finally {
      if (!done) {
        abandon(sound);
      }
      busySince = 0;
      lock.unlock();
    }
  }

  private Transaction begin() throws SQLException {
    refuseDisplaced();
    Connection open = connection;
    Transaction known = statements;
    if (open == null || known == null) {
      open = opener.open();
      known = on(open);
      connection = open;
      statements = known;
    }
    bracket.begin(open);
    return known;
  }

  private Transaction on(Connection open) {
    return new Transaction(open, engine.isShared(), count);
  }

  private void commit() throws SQLException {
    if (connection != null) {
      bracket.end(connection);
    }
    // What is deleted from here on was on disk when we said so.
    refuseDisplaced();
  }

  private void refuseDisplaced() {
    Optional<Trouble> displacement = engine.displacement(false);
    if (displacement.isPresent()) {
      throw DatabaseException.of(displacement.get(), engine);
    }
  }

  /** Rolls back, where need be by closing the connection. */
  private void abandon(boolean sound) {
    Connection failed = connection;
    Transaction known = statements;
    if (failed != null && known != null && known.closed() && engine.rolledBack(failed, sound)) {
      statements = on(failed);
    } else {
      disconnect();
    }
  }

  private void disconnect() {
    Connection failed = connection;
    letGo();
    try {
      if (failed != null) {
        failed.close();
      }
    } catch (SQLException ignored) {
      // It is gone already; the database rolls back by itself.
    }
  }

  /** Forgets the connection, which stays open. */
  void letGo() {
    connection = null;
    statements = null;
  }

  /** Does something while nobody else uses the connection, which is null where none is open. */
  void alone(Consumer<@Nullable Connection> task) {
    lock.lock();
    try {
      task.accept(connection);
    } finally {
      lock.unlock();
    }
  }

  /** Why it last failed, or does not answer, in words for everybody; null while it works. */
  @Nullable String trouble() {
    long since = busySince;
    return since != 0 && System.nanoTime() - since > PATIENCE_NANOS
        ? Trouble.SILENT.summary()
        : trouble;
  }

  /** How many transactions were begun. */
  long transactions() {
    return transactions.get();
  }

  /** How many statements were run. */
  long statements() {
    return count.sum();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      disconnect();
    } finally {
      lock.unlock();
    }
  }
}
