package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one durable store: a connection that writes, a connection that reads, each used by one thread
 * at a time; and where several processes share it, a {@link Look} for each thread that asks much.
 *
 * <p>When {@link #write} returns, the work is on disk. A connection that broke is replaced at the
 * next use, so a database that was away is used again without a restart. Safe for use by several
 * threads.
 */
public final class Database implements AutoCloseable {
  /** The version of the tables that this program makes. */
  public static final int NEWEST_SCHEMA = Schema.NEWEST;

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final Engine engine;
  private final GuardedConnection writing;
  private final GuardedConnection reading;

  private final Mending mending;
  private final List<Look> looks = new CopyOnWriteArrayList<>();

  private Database(Engine engine) {
    this.engine = engine;
    this.writing = new GuardedConnection(engine, engine::openForWriting);
    this.reading = new GuardedConnection(engine, engine::openForReading);
    this.mending = new Mending(engine, writing, reading);
  }

  /**
   * Opens the database that a JDBC URL names, creates it if it does not exist and updates its
   * schema.
   *
   * @throws DatabaseException if it is in use by a process that it cannot be shared with, damaged,
   *     or written by a newer version; then nothing was changed
   */
  public static Database open(String jdbcUrl) {
    return open(jdbcUrl, false);
  }

  /** The same for who replaces its contents: no other process uses it meanwhile. */
  static Database openAlone(String jdbcUrl) {
    return open(jdbcUrl, true);
  }

  private static Database open(String jdbcUrl, boolean alone) {
    Engine engine = DatabaseUrl.engine(jdbcUrl);
    try {
      engine.lock(alone);
      Schema.bringUpToDate(engine);
      return new Database(engine).writable();
    } catch (SQLException e) {
      engine.unlock();
      throw engine.refusal(e);
    } catch (RuntimeException e) {
      engine.unlock();
      throw e;
    }
  }

  private Database writable() throws SQLException {
    try {
      mending.begin();
      return this;
    } catch (DatabaseException e) {
      close();
      if (e.getCause() instanceof SQLException reason) {
        throw reason;
      }
      throw e;
    }
  }

  /**
   * Runs work in one transaction and makes it durable.
   *
   * @throws DatabaseException if it could not be stored; then nothing of it was
   */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    return run(writing, work);
  }

  /** Runs queries on a consistent view, beside whatever is being written. */
  public <T extends @Nullable Object> T read(Function<Transaction, T> work) {
    return run(reading, work);
  }

  /** Whether several processes use it together. */
  public boolean isShared() {
    return engine.isShared();
  }

  /** The number of this process among those that share the database; 0 where it is alone. */
  public int instance() {
    return engine.instance();
  }

  /** The numbers of all processes that share it now. */
  public Set<Long> livingInstances() {
    return write(
        transaction -> {
          try {
            return engine.living(transaction.connection());
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /** A connection of its own for single questions, where the database is shared. */
  public Look look() {
    Look look = new Look(engine);
    looks.add(look);
    return look;
  }

  private <T extends @Nullable Object> T run(
      GuardedConnection connection, Function<Transaction, T> work) {
    mending.refuseLost();
    try {
      return connection.run(work);
    } catch (DatabaseException e) {
      mending.heed(e);
      throw e;
    }
  }

  /**
   * Refuses where something was found damaged: what is stored beside it is not safe, either.
   *
   * @throws DatabaseException until it is known that nothing is damaged
   */
  public void refuseDamaged() {
    mending.refuseDamaged();
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
  Contents replaceContents(Connection source, Progress progress) {
    return write(
        transaction -> {
          try {
            return TableCopy.run(source, transaction.connection(), engine, progress);
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /** Why it last failed, in words without details; empty while it can be written and read. */
  public Optional<String> trouble() {
    return mending
        .trouble()
        .or(() -> Optional.ofNullable(writing.trouble()))
        .or(() -> Optional.ofNullable(reading.trouble()))
        .or(() -> looks.stream().flatMap(look -> look.trouble().stream()).findFirst());
  }

  /**
   * Why this database cannot be used any more: what stands in its place is another one, of which
   * nothing is true that memory says. Only a new start reads it.
   */
  public Optional<String> lost() {
    return mending.lost();
  }

  /**
   * Looks whether its files stand where they were opened, and puts back what does not; tries
   * whether a database that failed works again. Does nothing where all is well.
   */
  public void probe() {
    mending.lookAtFiles();
    if (mending.lost().isPresent()) {
      return;
    }
    mending.lookAtDamage();
    if (writing.trouble() != null) {
      write(transaction -> transaction.update(Look.PROOF));
    }
    if (reading.trouble() != null) {
      read(Look::question);
    }
    looks.forEach(Look::probe);
  }

  /** How many transactions were begun since the start, of both kinds. */
  public long transactions() {
    return writing.transactions() + reading.transactions();
  }

  /** How many statements were run since the start by {@link #write} and {@link #read}. */
  public long statements() {
    return writing.statements() + reading.statements();
  }

  @Override
  public void close() {
    looks.forEach(Look::close);
    try {
      mending.lookAtFiles();
    } catch (DatabaseException e) {
      LOG.error("{}", e.getMessage());
    }
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
