package io.github.scrappyddns.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a log file leads to. Links are followed one by one: those below {@code /proc}
 * lead to what the process has open, whose names are other people's.
 *
 * @param kind how it is written to
 * @param file the end of the links
 */
record LogPlace(Kind kind, Path file) {
  /** The ways in which places are written to. */
  enum Kind {
    /** A file of ours, or one that does not exist yet: it is rotated. */
    OURS,
    /** A pipe, a device, or what another process has named: it is written to and left alone. */
    THEIRS,
    OUTPUT,
    ERRORS
  }

  private static final int MOST_LINKS = 40;

  static LogPlace of(Path path) {
    Path file = path.toAbsolutePath();
    try {
      for (int i = 0; i < MOST_LINKS; i++) {
        Path name = file.getFileName();
        Path parent = file.getParent();
        if (name == null || parent == null || !Files.exists(parent)) {
          break;
        }
        file = parent.toRealPath().resolve(name);
        if (file.startsWith("/proc")) {
          return new LogPlace(ofProcess(file), path);
        }
        if (!Files.isSymbolicLink(file)) {
          break;
        }
        file = file.resolveSibling(Files.readSymbolicLink(file));
      }
    } catch (IOException e) {
      return new LogPlace(Kind.THEIRS, path);
    }
    boolean ours = !Files.exists(file) || Files.isRegularFile(file);
    return new LogPlace(ours ? Kind.OURS : Kind.THEIRS, file);
  }

  private static Kind ofProcess(Path file) {
    Path own = Path.of("/proc", String.valueOf(ProcessHandle.current().pid()), "fd");
    if (file.equals(own.resolve("1"))) {
      return Kind.OUTPUT;
    }
    return file.equals(own.resolve("2")) ? Kind.ERRORS : Kind.THEIRS;
  }

  /** The target of the place. */
  LogTarget target() {
    return switch (kind) {
      case OURS -> new LogFile(file);
      case THEIRS -> new LogDevice(file);
      case OUTPUT -> standard(FileDescriptor.out);
      case ERRORS -> standard(FileDescriptor.err);
    };
  }

  /** A stream that the process was started with. */
  static LogTarget standard(FileDescriptor stream) {
    return new StandardStream(new FileOutputStream(stream).getChannel(), () -> {});
  }

  /** Why the place cannot be logged to, as far as can be seen without touching it. */
  Optional<String> problem() {
    if (kind == Kind.OUTPUT || kind == Kind.ERRORS) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      return Optional.of("is a directory: name a file in it");
    }
    if (Files.exists(file)) {
      return Files.isWritable(file) ? Optional.empty() : Optional.of("check its owner and mode");
    }
    Path above = file.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (above == null || !Files.isDirectory(above)) {
      return Optional.of(above + " is a file, not a directory");
    }
    return Files.isWritable(above)
        ? Optional.empty()
        : Optional.of("check the owner and mode of " + above);
  }

  /** The file that a log in this place would write to, or replace, though it is no log. */
  Optional<Path> taken(Collection<Path> others) {
    List<Path> written =
        switch (kind) {
          case OURS -> LogFile.all(file);
          case THEIRS -> List.of(file);
          case OUTPUT, ERRORS -> List.of();
        };
    return others.stream()
        .filter(other -> written.stream().anyMatch(one -> isSame(one, other)))
        .findFirst();
  }

  private static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isSameFile(one, other);
      }
      return one.normalize().equals(of(other).file.normalize());
    } catch (IOException e) {
      return false;
    }
  }
}
