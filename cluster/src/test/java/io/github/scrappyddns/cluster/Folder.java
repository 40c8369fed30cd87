package io.github.scrappyddns.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary directories that another user may own, which JUnit's cannot be. */
final class Folder {
  private Folder() {}

  static Path make(String name) {
    try {
      Path directory = Files.createTempDirectory(name);
      AtTheEnd.note(directory, () -> delete(directory));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes it with all that is in it. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      AtTheEnd.done(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
