package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one SQLite database: the lock beside them, and whether they still stand where they
 * were opened. What is written to a file that was deleted is gone with the process.
 */
public final class SqliteFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFiles.class);

  /** Where the header of a database file holds what {@code PRAGMA user_version} sets. */
  private static final int MARK_AT = 60;

  private final Path file;
  private final Path log;
  private final Path index;
  private final Path lockFile;

  private @Nullable FileChannel lock;
  private volatile @Nullable Object lockKey;
  private volatile @Nullable Opened opened;

  public SqliteFiles(Path file) {
    this.file = file;
    log = Path.of(file + "-wal");
    index = Path.of(file + "-shm");
    lockFile = Path.of(file + ".lock");
  }

  /** What was opened, by the numbers of the files. */
  private record Opened(
      @Nullable Object file, @Nullable Object log, @Nullable Object index, Header header) {}

  /**
   * The beginning of the opened database file. It stays open for as long as a connection is: to
   * close it would end all locks that SQLite holds on the file.
   *
   * @param mark what it holds since it was opened
   * @param markBefore what it held before, where that is still in the file; else the same
   */
  private record Header(RandomAccessFile bytes, int mark, int markBefore) {
    synchronized boolean isOverwritten() {
      try {
        int found = read(bytes);
        return found != mark && found != markBefore;
      } catch (EOFException e) {
        return true;
      } catch (IOException e) {
        // The disk fails, which the next statement will tell.
        return false;
      }
    }

    static int read(RandomAccessFile bytes) throws IOException {
      bytes.seek(MARK_AT);
      return bytes.readInt();
    }
  }

  /** Whether there is nothing yet. */
  boolean isEmpty() {
    return file.toFile().length() == 0;
  }

  /**
   * Whether there is a log with something in it: somebody uses the file, or did to a sudden end.
   */
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
    FileAccess.close(last == null ? null : last.header.bytes);
  }

  /**
   * Notes what was opened, and marks the database file, so that another content in the same file is
   * told from this one.
   */
  void note(Connection writing) throws SQLException {
    Opened known = opened;
    try {
      RandomAccessFile bytes =
          known == null ? new RandomAccessFile(file.toFile(), "r") : known.header.bytes;
      int before = Header.read(bytes);
      int mark = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
      try (Statement statement = writing.createStatement()) {
        statement.execute("PRAGMA user_version = " + mark);
        statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      }
      // Where somebody still reads an older state, the mark stays in the log for a while.
      Header header = new Header(bytes, mark, Header.read(bytes) == mark ? mark : before);
      opened = new Opened(key(file), key(log), key(index), header);
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
    try {
      if (!Objects.equals(key(file), known.file)) {
        return Optional.of(Trouble.REPLACED);
      }
    } catch (DatabaseException e) {
      return Optional.of(Trouble.GONE);
    }
    if (known.header.isOverwritten()) {
      return Optional.of(Trouble.OVERWRITTEN);
    }
    if (!stands(log, known.log) || (all && !stands(index, known.index))) {
      return Optional.of(Trouble.LOG_GONE);
    }
    return all && !stands(lockFile, lockKey) ? Optional.of(Trouble.UNLOCKED) : Optional.empty();
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
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new DatabaseException(path + " is gone", Trouble.GONE, e);
    }
  }
}
