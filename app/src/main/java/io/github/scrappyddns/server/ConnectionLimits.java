package io.github.scrappyddns.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections may be open: as many as the process survives, whatever is sent on them.
 *
 * @param total at most so many at a time
 * @param perCaller of which one caller may hold so many, proxies aside
 */
record ConnectionLimits(int total, int perCaller) {
  private static final int MOST = 2_000;
  private static final int LEAST = 16;

  /** The heap that all else needs: the program itself, and what is made and dropped meanwhile. */
  private static final long KEPT_BYTES = 24L << 20;

  /** The most that a connection can take of the heap; {@code CrowdProcessTest} measures it. */
  private static final long CONNECTION_BYTES = 34L << 10;

  /** The same by TLS: half of a record and the state of a handshake come on top. */
  private static final long TLS_CONNECTION_BYTES = 72L << 10;

  /** Files that the database, the log, the channels and the JDK itself hold open. */
  private static final int KEPT_FILES = 128;

  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d+)\\s");

  /** What this process can bear. */
  static ConnectionLimits ofProcess(boolean tls) {
    return of(Runtime.getRuntime().maxMemory(), openFiles(), tls);
  }

  /**
   * What a process with this heap and this many files can bear.
   *
   * @param heap in bytes
   * @param files that may be open; empty where nobody knows
   */
  static ConnectionLimits of(long heap, OptionalLong files, boolean tls) {
    long byHeap = (heap - KEPT_BYTES) / (tls ? TLS_CONNECTION_BYTES : CONNECTION_BYTES);
    long byFiles = files.orElse(MOST + KEPT_FILES) - KEPT_FILES;
    int total = (int) Math.max(LEAST, Math.min(MOST, Math.min(byHeap, byFiles)));
    return new ConnectionLimits(total, total / 4);
  }

  /** More than so many, and the connections that are of least use are closed. */
  int comfortable() {
    return total / 2;
  }

  /** The limit of open files; the JDK's own way to ask starts its management, for megabytes. */
  private static OptionalLong openFiles() {
    try {
      Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
      return limit.find() ? OptionalLong.of(Long.parseLong(limit.group(1))) : OptionalLong.empty();
    } catch (IOException | NumberFormatException notLinux) {
      return OptionalLong.empty();
    }
  }
}
