package io.github.scrappyddns.database;

import io.github.scrappyddns.file.PassingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** A backup for somebody to store elsewhere: a {@link PassingFile}. */
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

  private final PassingFile passing;
  private final PassingFile.Writing writing;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * @param directory where there is room for it, and nobody else looks
   * @param writing writes a backup
   */
  public BackupCopy(Path directory, PassingFile.Writing writing, InstantSource clock, ZoneId zone) {
    passing = new PassingFile(directory);
    this.writing = writing;
    this.clock = clock;
    this.zone = zone;
  }

  /** Makes one; empty where another is being made just now. */
  public Optional<Copy> make() throws IOException {
    String name = "scrappy-ddns-" + LocalDate.ofInstant(clock.instant(), zone) + ".db";
    return passing.make(writing).map(content -> new Copy(name, content.stream(), content.length()));
  }
}
