package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import io.github.scrappyddns.database.engine.FileAccess;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A backup: one SQLite file with what a database of either kind held at one moment.
 *
 * <p>It needs no lock: the service keeps running. The file gets its name once it is complete and on
 * disk; it has no write-ahead log, so it can be read anywhere, but only by its owner.
 */
public final class Backup {
  private Backup() {}

  /** Writes a backup to a new file, and nobody looks how far it is. */
  public static Contents write(String jdbcUrl, Path file) {
    return write(jdbcUrl, file, Progress.UNSEEN);
  }

  /**
   * Writes a backup to a new file.
   *
   * @throws DatabaseException if the database cannot be read or the file cannot be written; then
   *     nothing is left behind
   */
  public static Contents write(String jdbcUrl, Path file, Progress progress) {
    Path target = file.toAbsolutePath().normalize();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(file);
    }
    Engine source = DatabaseUrl.engine(jdbcUrl);
    try {
      int version = Schema.readable(source, "Restore a backup");
      if (version < Schema.NEWEST) {
        throw new DatabaseException(
            source
                + " has the tables of an older Scrappy DDNS (schema "
                + version
                + "). Back it up with that version, or start this one: it updates them");
      }
      Path unfinished = FileAccess.unfinished(target);
      try {
        Contents contents =
            copy(source, DatabaseUrl.engine(DatabaseUrl.ofFile(unfinished)), progress);
        FileAccess.force(unfinished, StandardOpenOption.WRITE);
        Files.move(unfinished, target);
        FileAccess.forceDirectory(target);
        return contents;
      } finally {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(Path.of(unfinished + "-journal"));
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw new DatabaseException(file + " cannot be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new DatabaseException("Cannot back up " + source + ": " + e.getMessage(), e);
    }
  }

  private static DatabaseException exists(Path file) {
    return new DatabaseException(
        file + " already exists, and a backup replaces no file: name a new one");
  }

  private static Contents copy(Engine source, Engine target, Progress progress)
      throws SQLException {
    Schema.bringUpToDate(target);
    Contents contents;
    try (Connection reading = source.openForReading();
        Connection writing = target.forMigrations().getConnection()) {
      source.begin(reading);
      source.pin(reading, Tables.names());
      target.begin(writing);
      contents = TableCopy.run(reading, writing, target, progress);
      target.commit(writing);
    }
    Schema.readable(target, "The disk may be faulty");
    return contents;
  }
}
