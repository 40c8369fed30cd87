package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.file.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process may do with the files of a database, in words, and what others may: nothing,
 * but that the owner's group may read where it is let.
 */
public final class FileAccess {
  private static final Logger LOG = LoggerFactory.getLogger(FileAccess.class);
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> MOST = PosixFilePermissions.fromString("rw-r-----");

  /** With less than this SQLite cannot even make the files that it keeps beside a database. */
  private static final long NEXT_TO_NOTHING = 64 * 1024;

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private FileAccess() {}

  /**
   * What a file's name leads to, be it there or not: SQLite keeps its other files beside the end of
   * the links, and so do we.
   *
   * @throws DatabaseException where the links lead in a circle
   */
  static Path endOfLinks(Path name) {
    Path file = name;
    for (int i = 0; i < MOST_LINKS; i++) {
      if (!Files.isSymbolicLink(file)) {
        return file;
      }
      try {
        // What the link says begins where the link really is.
        Path directory = directory(file).toRealPath();
        file = directory.resolve(Files.readSymbolicLink(file));
      } catch (IOException e) {
        throw refusal(name + " is a link that cannot be followed: " + e.getMessage());
      }
    }
    throw refusal(name + " is a link that leads nowhere: name a file in DATABASE_URL");
  }

  static Path directory(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  /** Refuses a file that cannot be read for a reason that has nothing to do with its content. */
  static void refuseUnreadable(Path file) {
    Path directory = directory(file);
    if (Files.notExists(directory)) {
      throw refusal(directory + " does not exist: create it, or name another in DATABASE_URL");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw refusal(directory + " is no directory: name a file in one in DATABASE_URL");
    }
    if (!Files.isExecutable(directory)) {
      throw refusal(directory + " cannot be entered: check its owner and mode");
    }
    if (Files.isDirectory(file)) {
      throw refusal(
          file + " is a directory: name a file in DATABASE_URL, or move the directory away");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw refusal(file + " is no regular file: name one in DATABASE_URL");
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw refusal(file + " cannot be read: check its owner and mode");
    }
  }

  /** The same of a file that is to be written. */
  static void refuseUnwritable(Path file) {
    refuseUnreadable(file);
    Path directory = directory(file);
    if (Files.isWritable(directory) && (Files.notExists(file) || Files.isWritable(file))) {
      return;
    }
    if (isReadOnly(directory)) {
      throw new DatabaseException(
          file + " is on a file system that is mounted read-only: mount it for writing",
          Trouble.READ_ONLY);
    }
    throw refusal(
        Files.isWritable(directory)
            ? file + " cannot be written: check its owner and mode"
            : directory
                + " cannot be written, and a database needs files beside it:"
                + " check its owner and mode");
  }

  private static boolean isReadOnly(Path directory) {
    try {
      directory.getFileSystem().provider().checkAccess(directory, AccessMode.WRITE);
      return false;
    } catch (AccessDeniedException e) {
      return false;
    } catch (IOException e) {
      // The JDK knows the system's word for it from the system alone.
      return String.valueOf(e.getMessage()).contains("Read-only");
    }
  }

  private static DatabaseException refusal(String message) {
    return new DatabaseException(message, Trouble.NOT_PERMITTED);
  }

  /**
   * Whether its file system is full; asked of the directory, as the list of mounts may be hidden.
   */
  static boolean noSpace(Path file) {
    File directory = directory(file).toFile();
    return directory.getTotalSpace() > 0 && directory.getUsableSpace() < NEXT_TO_NOTHING;
  }

  /** Makes an empty file that its owner alone may use, where there is none. */
  static void make(Path file) throws IOException {
    try {
      if (keepsModes(file)) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OURS));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      tighten(file);
    }
  }

  /** Takes from others, and from its group the right to write, what an older version left them. */
  static void tighten(Path file) throws IOException {
    try {
      if (keepsModes(file)) {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!MOST.containsAll(granted)) {
          Set<PosixFilePermission> kept = EnumSet.copyOf(MOST);
          kept.retainAll(granted);
          Files.setPosixFilePermissions(file, kept);
        }
      }
    } catch (NoSuchFileException nothingToTake) {
      // It is made with the mode of the database.
    }
  }

  private static boolean keepsModes(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }

  /** Lets the names in a file's directory, too, be on disk. */
  public static void forceDirectory(Path file) {
    WholeFile.forceDirectory(file);
  }

  /** Lets a file be on disk. */
  public static void force(Path file, StandardOpenOption way) throws IOException {
    WholeFile.force(file, way);
  }

  /** A new empty file beside another, which only its owner may use. */
  public static Path unfinished(Path target) {
    try {
      return WholeFile.unfinished(target);
    } catch (IOException e) {
      throw new DatabaseException(
          "Cannot write in " + directory(target) + ": the directory must exist and be writable", e);
    }
  }

  /**
   * Locks a file against other processes, and makes it where there is none.
   *
   * @param database what it keeps them out of
   * @throws DatabaseException where another process, or this one, has the lock, and where there can
   *     be none
   */
  static FileChannel lock(Path file, Path database) {
    @Nullable FileChannel channel = null;
    boolean held = false;
    try {
      make(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      held = won(channel, database);
    } catch (IOException e) {
      Trouble trouble = noSpace(file) ? Trouble.FULL : Trouble.NOT_PERMITTED;
      throw DatabaseException.refusal(trouble, file, String.valueOf(e.getMessage()), e);
    } finally {
      if (!held) {
        close(channel);
      }
    }
    return channel;
  }

  private static boolean won(FileChannel channel, Path database) {
    try {
      if (channel.tryLock() != null) {
        return true;
      }
    } catch (OverlappingFileLockException sameProcess) {
      LOG.debug("This process has the lock of {} already", database);
    } catch (IOException e) {
      throw DatabaseException.refusal(
          Trouble.NO_LOCKS, database, String.valueOf(e.getMessage()), e);
    }
    throw new DatabaseException(
        database + " is in use by another running Scrappy DDNS: stop it first", Trouble.IN_USE);
  }

  static void close(@Nullable AutoCloseable closed) {
    try {
      if (closed != null) {
        closed.close();
      }
    } catch (Exception ignored) {
      // What was held is let go of all the same.
    }
  }
}
