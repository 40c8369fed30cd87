package io.github.scrappyddns.database.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The write-ahead log of an opened database and the index beside it, which says what the log must
 * hold (SQLite's "WAL-mode File Format", sections 2 and 4). SQLite itself does not look: it writes
 * on behind what was cut off, and the next start finds a log without a beginning and drops it all.
 *
 * <p>The index stays open for as long as a connection is: to close it would end SQLite's locks.
 */
final class SqliteLog implements AutoCloseable {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int SALT_AT = 16;
  private static final int SALT = 8;

  /** The index begins with two copies of this length, which differ while they are written. */
  private static final int COPY = 48;

  private static final int PAGE_SIZE_AT = 14;
  private static final int FRAMES_AT = 16;
  private static final int INDEXED_SALT_AT = 32;

  /** Others may write meanwhile: what is seen between two equal states of the index is true. */
  private static final int LOOKS = 20;

  private final RandomAccessFile log;
  private final RandomAccessFile index;

  /** Where files that are mapped and files that are read do not agree, nothing can be said. */
  private final boolean comparable;

  SqliteLog(Path log, Path index) throws IOException {
    this.log = new RandomAccessFile(log.toFile(), "r");
    try {
      this.index = new RandomAccessFile(index.toFile(), "r");
    } catch (IOException e) {
      FileAccess.close(this.log);
      throw e;
    }
    comparable = !differs();
  }

  /** Whether something is missing of what was written to the log and is not in the file yet. */
  boolean isCut() {
    return comparable && differs();
  }

  private synchronized boolean differs() {
    try {
      byte[] before = read(index, 2 * COPY);
      for (int look = 0; look < LOOKS && !isWhole(before); look++) {
        byte[] after = read(index, 2 * COPY);
        if (Arrays.equals(before, after) && isSettled(after)) {
          return true;
        }
        before = after;
      }
      return false;
    } catch (IOException e) {
      // The disk fails, which the next statement will tell.
      return false;
    }
  }

  private static boolean isSettled(byte[] index) {
    return Arrays.equals(index, 0, COPY, index, COPY, 2 * COPY);
  }

  /** Whether the log has all the frames of the index, behind a header of the same series. */
  private boolean isWhole(byte[] indexed) throws IOException {
    ByteBuffer values = ByteBuffer.wrap(indexed).order(ByteOrder.nativeOrder());
    long frames = Integer.toUnsignedLong(values.getInt(FRAMES_AT));
    if (frames == 0) {
      return true;
    }
    int size = Short.toUnsignedInt(values.getShort(PAGE_SIZE_AT));
    long pageSize = size == 1 ? 1 << 16 : size;
    if (log.length() < HEADER + frames * (FRAME_HEADER + pageSize)) {
      return false;
    }
    try {
      byte[] header = read(log, HEADER);
      return Arrays.equals(
          header, SALT_AT, SALT_AT + SALT, indexed, INDEXED_SALT_AT, INDEXED_SALT_AT + SALT);
    } catch (EOFException e) {
      return false;
    }
  }

  private static byte[] read(RandomAccessFile file, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(0);
    file.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() {
    FileAccess.close(log);
    FileAccess.close(index);
  }
}
