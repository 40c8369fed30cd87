package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The beginning of an opened database file, by which another content in the same file, or a part of
 * it, is told from this one (SQLite's "Database File Format", section 1.3).
 *
 * <p>The file stays open for as long as a connection is: to close it would end all locks that
 * SQLite holds on it.
 */
final class SqliteHeader implements AutoCloseable {
  private static final int LENGTH = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;

  /** Where it holds what {@code PRAGMA user_version} sets. */
  private static final int MARK_AT = 60;

  private final RandomAccessFile bytes;

  /** What it holds since it was marked. */
  private int mark;

  /** What it held before, where that is still in the file; else the same. */
  private int markBefore;

  /** How long the file was when last it was whole. */
  private long whole;

  SqliteHeader(Path file) throws IOException {
    bytes = new RandomAccessFile(file.toFile(), "r");
  }

  /** Marks the database file. */
  synchronized void mark(Connection writing) throws SQLException, IOException {
    int before = read().getInt(MARK_AT);
    mark = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    try (Statement statement = writing.createStatement()) {
      statement.execute("PRAGMA user_version = " + mark);
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
    // Where somebody still reads an older state, the mark stays in the log for a while.
    markBefore = read().getInt(MARK_AT) == mark ? mark : before;
    whole = bytes.length();
  }

  /**
   * What has become of the file's content.
   *
   * @param size how long the file is
   */
  synchronized Optional<Trouble> trouble(long size) {
    try {
      ByteBuffer found = read();
      int foundMark = found.getInt(MARK_AT);
      if (foundMark != mark && foundMark != markBefore) {
        return Optional.of(Trouble.OVERWRITTEN);
      }
      // A file that grows is longer than it was, one that was vacuumed as long as it says.
      if (size < whole && size < found.getInt(PAGES_AT) * pageSize(found)) {
        return Optional.of(Trouble.CUT);
      }
      whole = size;
      return Optional.empty();
    } catch (EOFException e) {
      return Optional.of(Trouble.CUT);
    } catch (IOException e) {
      // The disk fails, which the next statement will tell.
      return Optional.empty();
    }
  }

  private static long pageSize(ByteBuffer header) {
    int size = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    return size == 1 ? 1 << 16 : size;
  }

  private ByteBuffer read() throws IOException {
    byte[] header = new byte[LENGTH];
    bytes.seek(0);
    bytes.readFully(header);
    return ByteBuffer.wrap(header);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
