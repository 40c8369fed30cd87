package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection of its own to a shared database, for single questions: each sees all that was
 * committed before it was asked.
 *
 * <p>A server that others have replaced may not know it yet, and would answer with what was true
 * before. So the connection proves once a second that it still can commit, for which a synchronous
 * standby is needed that the other server has taken along.
 */
public final class Look implements AutoCloseable {
  private static final long PROOF_LASTS_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String PROOF = "UPDATE service SET probed = probed + 1 WHERE name = 'probe'";

  private final GuardedConnection connection;

  Look(Engine engine) {
    connection = new GuardedConnection(engine, engine::openForLooking, new Proof());
  }

  /**
   * Asks.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if there is no answer
   */
  public <T extends @Nullable Object> T ask(Function<Transaction, T> question) {
    return connection.run(question);
  }

  /** Why it last failed, as {@link Database#trouble}. */
  Optional<String> trouble() {
    return Optional.ofNullable(connection.trouble());
  }

  /** Tries whether it works again, if it failed. */
  void probe() {
    if (connection.trouble() != null) {
      ask(asking -> asking.first("SELECT probed FROM service", row -> row.getLong(1)));
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Used by the thread that has the connection. */
  private static final class Proof implements GuardedConnection.Bracket {
    private @Nullable Connection proven;
    private long provenAt;

    @Override
    public void begin(Connection connection) throws SQLException {
      long now = System.nanoTime();
      if (connection.equals(proven) && now - provenAt < PROOF_LASTS_NANOS) {
        return;
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(PROOF);
      }
      proven = connection;
      provenAt = now;
    }

    @Override
    public void end(Connection connection) {
      // Each statement was a transaction of its own.
    }
  }
}
