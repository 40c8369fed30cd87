package io.github.scrappyddns.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.file.TextFile;
import io.github.scrappyddns.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files in a directory that only their owner may read: for one process that is alone. */
public final class SafeInFiles implements Safe {
  private static final int LARGEST = 1 << 20;

  private final Path directory;

  /**
   * @param directory is made when it is first needed
   */
  public SafeInFiles(Path directory) {
    this.directory = directory;
  }

  private Path file(Matter matter) {
    String kind = matter.secret() ? ".pem" : ".txt";
    return directory.resolve(matter.name().toLowerCase(Locale.ROOT) + kind);
  }

  @Override
  public Optional<String> read(Matter matter) {
    Path file = file(matter);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    TextFile read = TextFile.read(file, LARGEST);
    if (read.problem().isPresent()) {
      throw new Unusable(file + " " + read.problem().get());
    }
    return Optional.of(read.text());
  }

  @Override
  public void write(Matter matter, String text) {
    if (matter == Matter.CHALLENGE) {
      // Nobody else answers it.
      return;
    }
    Path file = file(matter);
    try {
      if (Files.notExists(directory)) {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path unfinished = WholeFile.unfinished(file);
      try {
        Files.writeString(unfinished, text, UTF_8);
        WholeFile.force(unfinished, StandardOpenOption.WRITE);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.forceDirectory(file);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new Unusable(
          file + " cannot be written: " + e.getClass().getSimpleName().replace("Exception", ""));
    }
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Map<Matter, Long> versions() {
    return Map.of();
  }
}
