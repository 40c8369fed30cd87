package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** A connection beside the one of {@link Database}, for races that it would never allow. */
public final class OwnConnection implements AutoCloseable {
  private final Connection connection;
  private final Transaction transaction;

  public OwnConnection(String url) throws SQLException {
    // Four racers on one file wait for each other longer than the default.
    connection =
        DriverManager.getConnection(
            url.startsWith("jdbc:sqlite:") ? url + "?busy_timeout=20000" : url);
    connection.setAutoCommit(false);
    transaction = new Transaction(connection, url.startsWith("jdbc:postgresql:"), new LongAdder());
  }

  public <T> T write(Function<Transaction, T> work) throws SQLException {
    T result = work.apply(transaction);
    connection.commit();
    return result;
  }

  /** What work makes the database do: the steps that SQLite takes, the rows PostgreSQL reads. */
  public long effort(Consumer<Transaction> work) throws SQLException {
    AtomicLong steps = new AtomicLong();
    boolean sqlite = connection instanceof SQLiteConnection;
    if (sqlite) {
      ProgressHandler.setHandler(connection, 1, counting(steps));
    }
    long before = sqlite ? 0 : rowsRead();
    work.accept(transaction);
    long effort = (sqlite ? steps.get() : rowsRead()) - before;
    connection.commit();
    if (sqlite) {
      ProgressHandler.clearHandler(connection);
    }
    return effort;
  }

  private static ProgressHandler counting(AtomicLong steps) {
    return new ProgressHandler() {
      @Override
      protected int progress() {
        steps.incrementAndGet();
        return 0;
      }
    };
  }

  /** Of all tables, in this transaction and what of those before is not yet booked. */
  private long rowsRead() {
    return transaction
        .first(
            "SELECT SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables",
            row -> row.getLong(1))
        .orElseThrow();
  }

  /** How the database means to run a statement, one line for each step. */
  public String plan(String sql, Object... parameters) throws SQLException {
    boolean sqlite = connection instanceof SQLiteConnection;
    String plan =
        String.join(
            "\n",
            transaction.list(
                (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql,
                row -> row.getString(sqlite ? 4 : 1),
                parameters));
    connection.commit();
    return plan;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
