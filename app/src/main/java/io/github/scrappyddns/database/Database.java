package io.github.scrappyddns.database;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one durable store: a connection that writes, a connection that reads, each used by one thread
 * at a time.
 *
 * <p>When {@link #write} returns, the work is on disk. A connection that broke is replaced at the
 * next use, so a database that was away is used again without a restart. Safe for use by several
 * threads.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final Engine engine;
  private final GuardedConnection writing;
  private final GuardedConnection reading;

  /** What is not in its place, until it is mended. */
  private volatile @Nullable Trouble displaced;

  private volatile @Nullable String lost;

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
      throw engine.refusal(e);
    } catch (RuntimeException e) {
      engine.unlock();
      throw e;
    }
  }

  private Database writable() throws SQLException {
    try {
      begin();
      return this;
    } catch (DatabaseException e) {
      close();
      if (e.getCause() instanceof SQLException reason) {
        throw reason;
      }
      throw e;
    }
  }

  private void begin() {
    write(transaction -> null);
    writing.alone(
        connection -> {
          try {
            engine.note(requireNonNull(connection));
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /**
   * Runs work in one transaction and makes it durable.
   *
   * @throws DatabaseException if it could not be stored; then nothing of it was
   */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    refuseLost();
    return writing.run(work);
  }

  /** Runs queries on a consistent view, beside whatever is being written. */
  public <T extends @Nullable Object> T read(Function<Transaction, T> work) {
    refuseLost();
    return reading.run(work);
  }

  private void refuseLost() {
    String why = lost;
    if (why != null) {
      throw new DatabaseException(why);
    }
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
    return Optional.ofNullable(displaced)
        .map(Trouble::summary)
        .or(() -> Optional.ofNullable(writing.trouble()))
        .or(() -> Optional.ofNullable(reading.trouble()));
  }

  /**
   * Why this database cannot be used any more: what stands in its place is another one, of which
   * nothing is true that memory says. Only a new start reads it.
   */
  public Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  /**
   * Looks whether its files stand where they were opened, and puts back what does not; tries
   * whether a database that failed works again. Does nothing where all is well.
   */
  public void probe() {
    lookAtFiles();
    if (lost != null) {
      return;
    }
    if (writing.trouble() != null) {
      write(
          transaction ->
              transaction.update("UPDATE service SET probed = probed + 1 WHERE name = 'probe'"));
    }
    if (reading.trouble() != null) {
      read(transaction -> transaction.first("SELECT probed FROM service", row -> row.getLong(1)));
    }
  }

  private void lookAtFiles() {
    if (lost != null) {
      return;
    }
    Optional<Trouble> found = engine.displacement(true);
    if (found.isPresent()) {
      displaced = found.get();
      mend(found.get());
    } else if (displaced != null) {
      begin();
      displaced = null;
    }
  }

  private void mend(Trouble found) {
    DatabaseException complaint = DatabaseException.of(found, engine);
    writing.alone(
        mine ->
            reading.alone(
                other -> {
                  try {
                    if (!engine.mend(mine == null ? other : mine, new Both())) {
                      lost = complaint.getMessage();
                    }
                  } catch (SQLException e) {
                    throw DatabaseException.of(e);
                  }
                }));
    if (lost != null) {
      LOG.error("{}: nothing is stored before a new start", lost);
      return;
    }
    begin();
    displaced = null;
    LOG.warn("{}: it was put back, with all that it held", complaint.getMessage());
  }

  /** Both connections, while nobody uses them. */
  private final class Both implements Engine.Connections {
    @Override
    public void close() {
      reading.close();
      writing.close();
    }

    @Override
    public void letGo() {
      reading.letGo();
      writing.letGo();
    }
  }

  /** How many transactions were begun since the start, of both kinds. */
  public long transactions() {
    return writing.transactions() + reading.transactions();
  }

  @Override
  public void close() {
    try {
      lookAtFiles();
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
