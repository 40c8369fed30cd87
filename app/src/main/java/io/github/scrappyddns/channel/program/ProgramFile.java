package io.github.scrappyddns.channel.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of a program, and whether it is one that this service should run. */
record ProgramFile(Path path) {
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  /**
   * What is wrong with it, in words that its owner can act on; empty where it can be run, and
   * nobody but its owner's group decides what it does.
   */
  Optional<String> problem() {
    if (!Files.exists(path)) {
      return Optional.of("there is no program " + path + ", or this service may not see it");
    }
    if (!Files.isRegularFile(path)) {
      return Optional.of(path + " is no program, but something else than a file");
    }
    if (!Files.isExecutable(path)) {
      return Optional.of("this service may not run " + path + ": chmod a+x makes it a program");
    }
    try {
      return anybodys(path.toRealPath())
          .map(
              place ->
                  "everybody on this machine may change "
                      + place
                      + ", and so decide what this service runs: chmod o-w");
    } catch (IOException e) {
      return Optional.of("it cannot be found out who may change " + path);
    }
  }

  /** The file, or the directory above it, that everybody may write to. */
  private static Optional<Path> anybodys(Path real) throws IOException {
    for (@Nullable Path place = real; place != null; place = place.getParent()) {
      int mode = mode(place);
      // In a directory such as /tmp everybody can only touch what is theirs.
      boolean harmless = Files.isDirectory(place) && (mode & STICKY) != 0;
      if ((mode & OTHERS_WRITE) != 0 && !harmless) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static int mode(Path place) throws IOException {
    try {
      return (Integer) Files.getAttribute(place, "unix:mode");
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 0; // A file system that knows no such thing.
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
