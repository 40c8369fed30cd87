package io.github.scrappyddns.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A file that is written to be handed over: one at a time, and its name removed as soon as it is
 * open, so that nothing is left behind. Safe for use by several threads.
 */
public final class PassingFile {
  /** Writes to a path where there is no file yet. */
  public interface Writing {
    void to(Path file) throws IOException;
  }

  /**
   * What is handed over.
   *
   * @param stream to be closed by who reads it
   * @param length in bytes
   */
  public record Content(InputStream stream, long length) {}

  private final Path directory;
  private final Semaphore one = new Semaphore(1);

  /**
   * @param directory where there is room for it, and nobody else looks
   */
  public PassingFile(Path directory) {
    this.directory = directory;
  }

  /** Makes one; empty where another is being made just now. */
  public Optional<Content> make(Writing writing) throws IOException {
    if (!one.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Path room = Files.createTempDirectory(directory, "passing-");
      Path file = room.resolve("content");
      try {
        writing.to(file);
        long length = Files.size(file);
        return Optional.of(new Content(Files.newInputStream(file), length));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(room);
      }
    } finally {
      one.release();
    }
  }
}
