package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import io.github.scrappyddns.database.engine.SqliteEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A restore: replaces the contents of a database with those of a backup, all of them or none. */
public final class Restore {
  private Restore() {}

  /** Restores a backup, and nobody looks how far it is. */
  public static Contents run(Path backup, String jdbcUrl, boolean replace) {
    return run(backup, jdbcUrl, replace, Progress.UNSEEN);
  }

  /**
   * Replaces the contents of a database with those of a backup. The backup is only read; if its
   * tables are older, a copy of it is updated.
   *
   * @param replace whether to go ahead if the database holds networks, which are lost
   * @return what is held now
   * @throws DatabaseException if it failed; then the database is unchanged
   */
  public static Contents run(Path backup, String jdbcUrl, boolean replace, Progress progress) {
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
        return restore(source, jdbcUrl, replace, progress);
      }
      copies = Files.createTempDirectory("scrappy-ddns-restore");
      return restore(upgraded(source, copies.resolve("upgraded.db")), jdbcUrl, replace, progress);
    } catch (IOException e) {
      throw new DatabaseException(backup + " cannot be restored: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new DatabaseException(backup + " cannot be restored: " + e.getMessage(), e);
    } finally {
      delete(copies);
    }
  }

  private static Contents restore(Engine source, String jdbcUrl, boolean replace, Progress progress)
      throws SQLException {
    try (Database target = Database.openAlone(jdbcUrl);
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
      return target.replaceContents(reading, progress);
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
      // It is among the temporary files, and only its owner can read it.
    }
  }
}
