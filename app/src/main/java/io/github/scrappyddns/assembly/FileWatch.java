package io.github.scrappyddns.assembly;

import io.github.scrappyddns.file.FileStamp;
import java.nio.file.Path;

/**
 * What notices that files were edited while the service runs.
 *
 * <p>It looks at them from time to time: notifications of the file system miss what happens on
 * network drives and behind bind mounts. An edit counts once the files stand still for a round, so
 * that a half-written one is not read. Used by one thread at a time.
 */
final class FileWatch {
  private final Path[] files;
  private FileStamp known;
  private FileStamp lastSeen;
  private boolean demanded;

  /**
   * @param known the stamp of the files when they were read
   */
  FileWatch(FileStamp known, Path... files) {
    this.files = files.clone();
    this.known = known;
    this.lastSeen = known;
  }

  /** Has the next look count as an edit, whatever it finds. */
  void demand() {
    demanded = true;
  }

  /** Looks once; gives whether the files should be read again, until {@link #settle} is called. */
  boolean edited() {
    FileStamp stamp = FileStamp.of(files);
    boolean still = stamp.equals(lastSeen);
    lastSeen = stamp;
    boolean read = demanded || (still && !stamp.equals(known));
    demanded = false;
    return read;
  }

  /** Whether the files are still as they were at the last look: what was read of them is whole. */
  boolean stand() {
    return FileStamp.of(files).equals(lastSeen);
  }

  /** Says that the last edit was dealt with, for good or bad: it is not told again. */
  void settle() {
    known = lastSeen;
  }
}
