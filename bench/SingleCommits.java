import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * What the product's durable changes are measured against: one row, one commit, one after the
 * other, in SQLite with a write-ahead log and {@code synchronous=FULL}, or in another database over
 * one connection.
 *
 * <p>Arguments: a directory, milliseconds of warm-up, milliseconds that count, and the URL of the
 * other database. Prints the commits a second, and the median microseconds of writing and syncing 4
 * KB with nothing else.
 */
final class SingleCommits {
  private static final int SYNCS = 500;
  private static final String TABLE = "CREATE TABLE IF NOT EXISTS single (id %s, text TEXT)";

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    boolean shared = arguments.length > 3;
    try (Connection connection =
        shared ? DriverManager.getConnection(arguments[3]) : sqlite(directory)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(TABLE.formatted(shared ? "SERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY"));
      }
      commit(connection, Long.parseLong(arguments[1]));
      double rate = commit(connection, Long.parseLong(arguments[2]));
      System.out.println("COMMITS " + rate + " SYNC " + syncMicros(directory));
    }
  }

  private static Connection sqlite(Path directory) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config.createConnection("jdbc:sqlite:" + directory + "/single.db");
  }

  private static double commit(Connection connection, long millis) throws SQLException {
    long begin = System.nanoTime();
    long commits = 0;
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO single (text) VALUES (?)")) {
      while (System.nanoTime() - begin < millis * 1_000_000) {
        insert.setString(1, "11.22.33.44");
        insert.executeUpdate();
        commits++;
      }
    }
    return commits * 1e9 / (System.nanoTime() - begin);
  }

  private static double syncMicros(Path directory) throws Exception {
    Spread micros = new Spread();
    try (FileChannel file =
        FileChannel.open(
            directory.resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begin = System.nanoTime();
        file.write(ByteBuffer.allocate(4096));
        file.force(false);
        micros.add((System.nanoTime() - begin) / 1e3);
      }
    }
    return micros.median();
  }
}
