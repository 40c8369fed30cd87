package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one SQLite database: the lock beside them, and whether they still stand where they
 * were opened. What is written to a file that was deleted is gone with the process.
 */
public final class SqliteFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFiles.class);

  private final Path file;
  private final Path log;
  private final Path index;
  private final Path lockFile;

  private @Nullable FileChannel lock;
  private volatile @Nullable Object lockKey;
  private @Nullable SqliteHeader header;
  private volatile @Nullable Opened opened;

  public SqliteFiles(Path file) {
    this.file = file;
    log = Path.of(file + "-wal");
    index = Path.of(file + "-shm");
    lockFile = Path.of(file + ".lock");
  }

  /** What was opened: the numbers of the files, and what is in them. */
  private record Opened(
      @Nullable Object file,
      @Nullable Object log,
      @Nullable Object index,
      SqliteHeader header,
      SqliteLog content) {}

  List<Path> all() {
    return List.of(file, log, index, lockFile);
  }

  /** Whether there is nothing yet. */
  boolean isEmpty() {
    return file.toFile().length() == 0;
  }

  /** Whether there is a log with something in it: somebody uses it, or did to a sudden end. */
  boolean isInUse() {
    return file.toFile().exists() && log.toFile().length() > 0;
  }

  /** Keeps other processes out. */
  public void lock() {
    lock = FileAccess.lock(lockFile, file);
    lockKey = key(lockFile);
  }

  /**
   * Takes the lock anew where its file was deleted.
   *
   * @return false where another process has it
   */
  boolean lockAgain() {
    @Nullable FileChannel before = lock;
    try {
      if (!stands(lockFile, lockKey)) {
        lock();
        FileAccess.close(before);
      }
      return true;
    } catch (DatabaseException e) {
      if (e.trouble() == Trouble.IN_USE) {
        return false;
      }
      throw e;
    }
  }

  /** Takes from others what they may do with these files. */
  void tighten() throws IOException {
    for (Path path : List.of(file, log, index)) {
      FileAccess.tighten(path);
    }
  }

  /** Lets others in; no connection is open any more. */
  public void unlock() {
    forget();
    FileAccess.close(lock);
    lock = null;
  }

  /** Forgets what was opened; no connection is open any more. */
  void forget() {
    Opened last = opened;
    opened = null;
    FileAccess.close(header);
    header = null;
    FileAccess.close(last == null ? null : last.content);
  }

  /**
   * Notes what was opened, and marks the database file, so that another content in the same file is
   * told from this one.
   */
  void note(Connection writing) throws SQLException {
    Opened known = opened;
    try {
      SqliteHeader marked = header == null ? new SqliteHeader(file) : header;
      header = marked;
      marked.mark(writing);
      if (!log.toFile().exists()) {
        throw DatabaseException.refusal(
            Trouble.NO_LOCKS, file, "SQLite made no " + log.getFileName() + " beside it", null);
      }
      SqliteLog content = known == null ? new SqliteLog(log, index) : known.content;
      opened = new Opened(key(file), key(log), key(index), marked, content);
    } catch (IOException e) {
      throw new DatabaseException(file + " cannot be read: " + e.getMessage(), Trouble.DISK, e);
    }
  }

  /** Takes our log away from a database that it does not belong to. */
  void takeLogAway() throws IOException {
    Opened known = opened;
    if (known != null && stands(log, known.log)) {
      if (Files.size(log) == 0) {
        Files.delete(log);
      } else {
        Files.move(log, Path.of(log + ".replaced"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A copy of all that a connection reaches, on disk beside where the file was. */
  Path copy(Connection open) throws SQLException, IOException {
    Path copy = FileAccess.unfinished(file);
    boolean whole = false;
    try (PreparedStatement copying = open.prepareStatement("VACUUM INTO ?")) {
      copying.setString(1, copy.toString());
      copying.execute();
      FileAccess.force(copy, StandardOpenOption.WRITE);
      whole = true;
      return copy;
    } finally {
      if (!whole) {
        Files.deleteIfExists(copy);
      }
    }
  }

  /** Puts a finished copy in the place of the file, of which a part is missing. */
  void replaceBy(Path copy) throws IOException {
    // A log that is played into a file that it does not belong to would destroy it.
    Files.deleteIfExists(log);
    Files.deleteIfExists(index);
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    FileAccess.forceDirectory(file);
  }

  /** Gives a finished copy the name of the file that is gone; false where it cannot have it. */
  boolean put(Path copy) {
    try {
      // What stands there was copied, and would be played into the copy.
      Files.deleteIfExists(log);
      Files.deleteIfExists(index);
      Files.move(copy, file);
      FileAccess.forceDirectory(file);
      return true;
    } catch (IOException e) {
      LOG.error("{} was not put back ({}): all that it held is in {}", file, e.getMessage(), copy);
      return false;
    }
  }

  /**
   * What has become of what was opened; empty while it stands in its place.
   *
   * @param all whether to look at that, too, which holds no data
   */
  Optional<Trouble> displacement(boolean all) {
    Opened known = opened;
    if (known == null) {
      return Optional.empty();
    }
    long size;
    try {
      BasicFileAttributes found = attributes(file);
      size = found.size();
      if (!Objects.equals(found.fileKey(), known.file)) {
        return Optional.of(Trouble.REPLACED);
      }
    } catch (DatabaseException e) {
      return Optional.of(Trouble.GONE);
    }
    Optional<Trouble> content = known.header.trouble(size);
    if (content.isPresent()) {
      return content;
    }
    if (known.content.isCut()) {
      return Optional.of(Trouble.LOG_CUT);
    }
    if (!stands(log, known.log) || (all && !stands(index, known.index))) {
      return Optional.of(Trouble.LOG_GONE);
    }
    return all && !stands(lockFile, lockKey) ? Optional.of(Trouble.UNLOCKED) : Optional.empty();
  }

  boolean logIsCut() {
    Opened known = opened;
    return known != null && known.content.isCut();
  }

  private static boolean stands(Path path, @Nullable Object key) {
    try {
      return Objects.equals(key(path), key);
    } catch (DatabaseException e) {
      return false;
    }
  }

  /** The number that the file system gave a file; null where it gives none. */
  private static @Nullable Object key(Path path) {
    return attributes(path).fileKey();
  }

  private static BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new DatabaseException(path + " is gone", Trouble.GONE, e);
    }
  }
}
