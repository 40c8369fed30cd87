package io.github.scrappyddns.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The way back from a backup: its contents become those of a database, all of them or none. */
public final class Restore {
  private Restore() {}

  /**
   * Puts the contents of a backup in place of those of a database. The backup is only read; one
   * with older tables is brought up to date in a copy.
   *
   * @param replace whether a database that holds networks may lose what it holds
   * @return what is held now
   * @throws DatabaseException where it is not done; the database is as it was then
   */
  public static Contents run(Path backup, String jdbcUrl, boolean replace) {
    if (!Files.isRegularFile(backup)) {
      throw new DatabaseException(backup + " is not a file: name a backup");
    }
    SqliteEngine source = new SqliteEngine(DatabaseUrl.ofFile(backup));
    @Nullable Path copies = null;
    try {
      if (DatabaseUrl.engine(jdbcUrl) instanceof SqliteEngine target && target.isIn(backup)) {
        throw new DatabaseException(backup + " is the database itself, not a backup of it");
      }
      if (Schema.readable(source, "Take another backup") == Schema.NEWEST) {
        return restore(source, jdbcUrl, replace);
      }
      copies = Files.createTempDirectory("scrappy-ddns-restore");
      return restore(upgraded(source, copies.resolve("upgraded.db")), jdbcUrl, replace);
    } catch (IOException e) {
      throw new DatabaseException(backup + " cannot be restored: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new DatabaseException(backup + " cannot be restored: " + e.getMessage(), e);
    } finally {
      delete(copies);
    }
  }

  private static Contents restore(Engine source, String jdbcUrl, boolean replace)
      throws SQLException {
    try (Database target = Database.open(jdbcUrl);
        Connection reading = source.openForReading()) {
      Contents held = target.contents();
      if (held.networks() > 0 && !replace) {
        throw new DatabaseException(
            target
                + " holds "
                + held
                + ". That would be lost, so nothing was changed."
                + " 'restore --replace' replaces it with the backup");
      }
      source.begin(reading);
      return target.replaceContents(reading);
    }
  }

  /** The backup as a new file, in which its tables are brought up to date. */
  private static Engine upgraded(SqliteEngine backup, Path file) throws SQLException {
    try (Connection reading = backup.openForReading();
        PreparedStatement copying = reading.prepareStatement("VACUUM INTO ?")) {
      copying.setString(1, file.toString());
      copying.execute();
    }
    Engine copy = new SqliteEngine(DatabaseUrl.ofFile(file));
    Schema.bringUpToDate(copy);
    return copy;
  }

  private static void delete(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try {
      Files.deleteIfExists(directory.resolve("upgraded.db"));
      Files.deleteIfExists(directory);
    } catch (IOException ignored) {
      // It stands where temporary files do, and only its owner can read it.
    }
  }
}
