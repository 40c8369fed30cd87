package io.github.scrappyddns.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A backup for somebody to store elsewhere: written beside the state, one at a time, and its name
 * removed as soon as it is open, so that nothing is left behind.
 */
public final class BackupCopy {
  /** Its media type. */
  public static final String TYPE = "application/vnd.sqlite3";

  /**
   * What is handed over.
   *
   * @param name under which it may be stored
   * @param content to be closed by who reads it
   * @param length in bytes
   */
  public record Copy(String name, InputStream content, long length) {}

  private final Path directory;
  private final Consumer<Path> writing;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Semaphore one = new Semaphore(1);

  /**
   * @param directory where there is room for it, and nobody else looks
   * @param writing writes a backup to a new file
   */
  public BackupCopy(Path directory, Consumer<Path> writing, InstantSource clock, ZoneId zone) {
    this.directory = directory;
    this.writing = writing;
    this.clock = clock;
    this.zone = zone;
  }

  /** Makes one; empty where another is being made just now. */
  public Optional<Copy> make() throws IOException {
    if (!one.tryAcquire()) {
      return Optional.empty();
    }
    Path room = Files.createTempDirectory(directory, "backup-");
    Path file = room.resolve("download.db");
    try {
      writing.accept(file);
      long length = Files.size(file);
      InputStream content = Files.newInputStream(file);
      String name = "scrappy-ddns-" + LocalDate.ofInstant(clock.instant(), zone) + ".db";
      return Optional.of(new Copy(name, content, length));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(room);
      one.release();
    }
  }
}
