package io.github.scrappyddns.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/** SQLite in one file, with a write-ahead log that is on disk at every commit. */
final class SqliteEngine implements Engine {
  static final String PREFIX = "jdbc:sqlite:";
  private static final int BUSY_MILLIS = 5_000;

  private final String url;
  private final Path file;
  private @Nullable FileChannel lock;

  SqliteEngine(String url) {
    this.url = url;
    String path = url.substring(PREFIX.length());
    if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
      throw new DatabaseException(
          "DATABASE_URL: SQLite needs a plain file, as in jdbc:sqlite:/var/lib/scrappy-ddns.db");
    }
    this.file = Path.of(path);
    loadDriver();
  }

  /**
   * Loads the driver's native part, which runs programs to ask about the machine. The JDK's thread
   * that waits for their end stays for a minute: inside a servlet container it must not inherit a
   * way to our classes.
   */
  private static void loadDriver() {
    Thread current = Thread.currentThread();
    ClassLoader ours = current.getContextClassLoader();
    current.setContextClassLoader(null);
    try {
      var unused = SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new DatabaseException("SQLite's library cannot be loaded: " + e.getMessage(), e);
    } finally {
      current.setContextClassLoader(ours);
    }
  }

  @Override
  public void lock() {
    Path lockFile = Path.of(file + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = tryLock(channel);
      if (held == null) {
        channel.close();
        throw new DatabaseException(
            file + " is in use by another running Scrappy DDNS: stop it first");
      }
      lock = channel;
    } catch (IOException e) {
      throw new DatabaseException(
          "Cannot write " + lockFile + ": the directory must exist and be writable", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void unlock() {
    try {
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } catch (IOException ignored) {
      // The process ends anyway, and the lock with it.
    }
  }

  /** Whether this database is in that file, under whatever name. */
  boolean isIn(Path other) throws IOException {
    return Files.exists(file) && Files.isSameFile(file, other);
  }

  @Override
  public boolean exists() {
    return file.toFile().length() > 0;
  }

  @Override
  public Optional<String> damage() {
    if (!Files.isReadable(file)) {
      throw new DatabaseException(file + " cannot be read: check its owner and mode");
    }
    String finding;
    try (Connection connection = openForReading();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      finding = rows.next() ? rows.getString(1) : "no answer";
    } catch (SQLException e) {
      finding = String.valueOf(e.getMessage());
    }
    return finding.equals("ok") ? Optional.empty() : Optional.of(finding);
  }

  @Override
  public Connection openForWriting() throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // NORMAL may forget the last commits when the power fails; the answer has gone out by then.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config.createConnection(url);
  }

  @Override
  public Connection openForReading() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.READONLY);
    return config.createConnection(url);
  }

  /**
   * In words: the driver's own transactions begin the next one at once, and an idle writer would
   * lock out everybody else, backups included.
   */
  @Override
  public void begin(Connection connection) throws SQLException {
    execute(connection, connection.isReadOnly() ? "BEGIN" : "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void pin(Connection connection, List<String> tables) {
    // The first query fixes the view, and others who empty a table do not change it.
  }

  @Override
  public void clear(Connection connection, List<String> tables) throws SQLException {
    for (int i = tables.size() - 1; i >= 0; i--) {
      execute(connection, "DELETE FROM " + tables.get(i));
    }
  }

  @Override
  public void numberOn(Connection connection, String table) {
    // It counts from the greatest number that is there.
  }

  @Override
  public DataSource forMigrations() {
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl(url);
    return source;
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    // Nobody asks for them, and the driver would look through the text of every statement it runs.
    config.setGetGeneratedKeys(false);
    return config;
  }

  @Override
  public String identityColumn() {
    return "INTEGER PRIMARY KEY";
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
