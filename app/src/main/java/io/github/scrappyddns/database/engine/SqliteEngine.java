package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.sqlite.SQLiteOpenMode;

/** SQLite in one file, with a write-ahead log that is on disk at every commit. */
public final class SqliteEngine implements Engine {
  public static final String PREFIX = "jdbc:sqlite:";

  /** Much less than what a caller waits for an answer. */
  private static final int BUSY_MILLIS = 2_000;

  private final String url;
  private final Path file;
  private final SqliteFiles files;

  public SqliteEngine(String url) {
    this(file(url));
  }

  private SqliteEngine(Path file) {
    this(PREFIX + file, file);
  }

  private static Path file(String url) {
    String path = url.substring(PREFIX.length());
    if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
      throw notPlain();
    }
    Path file = FileAccess.endOfLinks(Path.of(path));
    if (file.toString().contains("?")) {
      throw notPlain();
    }
    return file;
  }

  private static DatabaseException notPlain() {
    return new DatabaseException(
        "DATABASE_URL: SQLite needs a plain file, as in jdbc:sqlite:/var/lib/scrappy-ddns.db");
  }

  private SqliteEngine(String url, Path file) {
    this.url = url;
    this.file = file;
    files = new SqliteFiles(file);
    SqliteLibrary.load(file);
  }

  @Override
  public void lock(boolean alone) {
    refuseUnwritable();
    SqliteLibrary.tellDetour();
    files.lock();
    try {
      FileAccess.make(file);
      files.tighten();
    } catch (IOException e) {
      files.unlock();
      throw refusal(new SQLException(e.getMessage(), e));
    }
  }

  @Override
  public void unlock() {
    files.unlock();
  }

  /** Whether this database is in that file, under whatever name. */
  public boolean isIn(Path other) throws IOException {
    return Files.exists(file) && Files.isSameFile(file, other);
  }

  /** All files that it has or can have. */
  public List<Path> files() {
    return files.all();
  }

  @Override
  public boolean exists() {
    return !files.isEmpty() || files.isInUse();
  }

  @Override
  public void refuseUnwritable() {
    FileAccess.refuseUnwritable(file);
  }

  /** Whoever opens a file without a log makes one, unless told that nobody will write. */
  @Override
  public Engine untouched() {
    return files.isInUse()
        ? this
        : new SqliteEngine(PREFIX + "file:" + file.toUri().getRawPath() + "?immutable=1", file);
  }

  @Override
  public Optional<String> damage() {
    FileAccess.refuseUnreadable(file);
    if (files.isEmpty()) {
      return Optional.of("it is empty, and the log beside it is not");
    }
    try (Connection connection = openForReading();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      String finding = rows.next() ? rows.getString(1) : "no answer";
      return finding.equals("ok") ? Optional.empty() : Optional.of(finding);
    } catch (SQLException e) {
      if (Trouble.of(e) == Trouble.DAMAGED) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      throw refusal(e);
    }
  }

  @Override
  public DatabaseException refusal(SQLException failure) {
    Trouble trouble = Trouble.of(failure);
    boolean vague = trouble == Trouble.NOT_PERMITTED || trouble == Trouble.DISK;
    return DatabaseException.refusal(
        vague && FileAccess.noSpace(file) ? Trouble.FULL : trouble,
        file,
        String.valueOf(failure.getMessage()),
        failure);
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
  public boolean rolledBack(Connection failed, boolean sound) {
    try {
      execute(failed, "ROLLBACK");
      return true;
    } catch (SQLException e) {
      // Some failures roll back by themselves.
      return String.valueOf(e.getMessage()).contains("no transaction is active");
    }
  }

  @Override
  public void note(Connection writing) throws SQLException {
    files.note(writing);
  }

  @Override
  public Optional<Trouble> displacement(boolean all) {
    return files.displacement(all);
  }

  @Override
  public boolean mend(@Nullable Connection open, Connections connections) throws SQLException {
    return new SqliteRescue(file, files).run(open, connections);
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
