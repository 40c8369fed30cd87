package io.github.scrappyddns.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The steps by which a file has its name once it is whole and on disk: it is written to an
 * unfinished one beside it and forced, takes its name, and then its directory is forced.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * A new empty file beside another, which only its owner may use.
   *
   * @throws IOException where the directory cannot be written
   */
  public static Path unfinished(Path target) throws IOException {
    return Files.createTempFile(directory(target), "." + target.getFileName() + ".", ".unfinished");
  }

  /** Lets a file be on disk. */
  public static void force(Path file, StandardOpenOption way) throws IOException {
    try (FileChannel channel = FileChannel.open(file, way)) {
      channel.force(true);
    }
  }

  /** Lets the names in a file's directory, too, be on disk. */
  public static void forceDirectory(Path file) {
    try {
      force(directory(file), StandardOpenOption.READ);
    } catch (IOException ignored) {
      // Not every system opens directories; where one does not, the file itself is on disk.
    }
  }

  private static Path directory(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }
}
