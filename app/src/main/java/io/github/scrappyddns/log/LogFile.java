package io.github.scrappyddns.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is rotated at 1 MB, with the 5 newest kept. Whatever the umask says, only its
 * owner writes it, and only its owner and group read it. Where it is removed or renamed, the next
 * lines go to a new one in its place.
 */
final class LogFile implements LogTarget {
  private static final int KEPT = 5;
  private static final long ROTATED_AT = 1 << 20;
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");
  private static final Set<PosixFilePermission> DIRECTORY_MODE =
      PosixFilePermissions.fromString("rwxr-x---");

  private final Path file;
  private @Nullable FileChannel channel;
  private @Nullable Object identity;
  private long size;
  private long rotatedAt = ROTATED_AT;

  LogFile(Path file) {
    this.file = file;
  }

  @Override
  public void write(ByteBuffer text) throws IOException {
    try {
      FileChannel open = stillThere();
      if (size > 0 && size + text.remaining() > rotatedAt) {
        open = rotated(open);
      }
      size += open.write(text);
    } catch (IOException e) {
      release();
      throw e;
    }
  }

  /** The file as it is open, or opened anew where another one, or none, has its name by now. */
  private FileChannel stillThere() throws IOException {
    FileChannel open = channel;
    if (open != null && Objects.equals(identity, identityOf(file))) {
      return open;
    }
    release();
    return open();
  }

  /**
   * Opens the file, and makes it and its directory where they are missing.
   *
   * @throws IOException where it cannot be written
   */
  FileChannel open() throws IOException {
    makeDirectories();
    boolean made = !Files.exists(file);
    FileChannel open =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    channel = open;
    limit(file, made, MODE);
    identity = identityOf(file);
    size = open.size();
    return open;
  }

  private void makeDirectories() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path above = file.getParent();
        above != null && !Files.exists(above);
        above = above.getParent()) {
      missing.push(above);
    }
    for (Path directory : missing) {
      Files.createDirectory(directory);
      limit(directory, true, DIRECTORY_MODE);
    }
  }

  /** Sets the mode of what we made; takes from what was there the rights beyond it. */
  private static void limit(Path path, boolean made, Set<PosixFilePermission> most) {
    try {
      Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(path));
      if (made || mode.retainAll(most)) {
        Files.setPosixFilePermissions(path, made ? most : mode);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Somebody else's file that we may write, or a file system without modes.
    }
  }

  private static @Nullable Object identityOf(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return key == null ? "there" : key;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private FileChannel rotated(FileChannel open) {
    try {
      for (int i = KEPT - 1; i >= 1; i--) {
        if (Files.exists(kept(i))) {
          Files.move(kept(i), kept(i + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(file, kept(1), StandardCopyOption.REPLACE_EXISTING);
      release();
      rotatedAt = ROTATED_AT;
      return open();
    } catch (IOException e) {
      // The directory must not be written: one long file is better than none.
      rotatedAt = size + ROTATED_AT;
      return open;
    }
  }

  private Path kept(int number) {
    return kept(file, number);
  }

  private static Path kept(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  /** All files that a log file becomes, the one that is written first. */
  static List<Path> all(Path file) {
    return IntStream.rangeClosed(0, KEPT).mapToObj(n -> n == 0 ? file : kept(file, n)).toList();
  }

  @Override
  public void release() {
    close(channel);
    channel = null;
  }

  static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What was written is written, and the next line opens it anew.
    }
  }
}
