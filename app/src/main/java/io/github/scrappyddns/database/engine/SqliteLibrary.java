package io.github.scrappyddns.database.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The native part of SQLite's driver, which is unpacked into the temporary directory, or into the
 * database's own where the temporary one is not writable or runs no programs.
 */
final class SqliteLibrary {
  private static final String DIRECTORY = "org.sqlite.tmpdir";
  private static final String UNPACKED_ALREADY = "org.sqlite.lib.path";

  private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

  private static boolean loaded;
  private static @Nullable String detour;

  private SqliteLibrary() {}

  /**
   * Loads it, once.
   *
   * @param beside a database, in whose directory this program may write
   * @throws DatabaseException where no directory will do; it says what to set
   */
  static synchronized void load(Path beside) {
    if (loaded) {
      return;
    }
    chooseDirectory(beside.toAbsolutePath().resolveSibling(""));
    initialize();
    loaded = true;
  }

  /** Logs where it was unpacked, once, if that is not where it usually is. */
  static synchronized void tellDetour() {
    if (detour != null) {
      LOG.warn(detour);
      detour = null;
    }
  }

  /**
   * The driver would try, and print where that failed. What the launcher or the operator set for it
   * stands.
   */
  private static void chooseDirectory(Path directory) {
    Properties set = System.getProperties();
    if (set.containsKey(DIRECTORY)
        || set.containsKey(UNPACKED_ALREADY)
        || runsPrograms(Optional.empty())) {
      return;
    }
    if (!runsPrograms(Optional.of(directory))) {
      throw new DatabaseException(
          "SQLite's library cannot be unpacked: neither the temporary directory nor "
              + directory
              + " is writable and runs programs. Set JAVA_TOOL_OPTIONS=-D"
              + DIRECTORY
              + "=<a directory that does>");
    }
    removeLeftovers(directory);
    System.setProperty(DIRECTORY, directory.toString());
    detour =
        "The temporary directory is not writable or runs no programs (noexec):"
            + " SQLite's library is unpacked into "
            + directory;
  }

  /** Removes what processes left that were killed; who still uses it has it open. */
  private static void removeLeftovers(Path directory) {
    Instant old = Instant.now().minus(Duration.ofMinutes(1));
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, "sqlite-*sqlitejdbc*")) {
      for (Path leftover : leftovers) {
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(old)) {
          Files.deleteIfExists(leftover);
        }
      }
    } catch (IOException e) {
      LOG.debug("What was unpacked before stays in {}: {}", directory, e.getMessage());
    }
  }

  /** Whether a program that is put there could be run; the temporary one where none is given. */
  private static boolean runsPrograms(Optional<Path> directory) {
    FileAttribute<?>[] attributes =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Path probe =
          directory.isPresent()
              ? Files.createTempFile(directory.get(), ".scrappy-ddns", ".probe", attributes)
              : Files.createTempFile("scrappy-ddns", ".probe", attributes);
      try {
        return Files.isExecutable(probe);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Loading it runs programs to ask about the machine. The JDK's thread that waits for their end
   * stays for a minute: inside a servlet container it must not inherit a way to our classes.
   */
  private static void initialize() {
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
}
