package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.file.FileStamp;
import java.nio.file.Path;

/**
 * A watch that notices edits of files while the service runs.
 *
 * <p>It polls the files: file system notifications miss changes on network drives and behind bind
 * mounts. An edit counts once the files have not changed for a round, so that a half-written file
 * is not read. Files that something touches all the time, but that neither grow nor shrink, are
 * read after some rounds, between two touches. Used by one thread at a time.
 */
final class FileWatch {
  private static final int MANY_ROUNDS = 10;

  private final Path[] files;
  private FileStamp known;
  private FileStamp lastSeen;
  private boolean demanded;
  private int roundsOfOneSize;
  private int unreadRounds;

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
    roundsOfOneSize = stamp.bytes() == lastSeen.bytes() ? roundsOfOneSize + 1 : 0;
    lastSeen = stamp;
    boolean news = !stamp.equals(known);
    unreadRounds = news ? unreadRounds + 1 : 0;
    boolean touchedForLong = roundsOfOneSize >= MANY_ROUNDS && unreadRounds >= MANY_ROUNDS;
    boolean read = demanded || (news && (still || touchedForLong));
    demanded = false;
    return read;
  }

  /**
   * Whether the files are still as they were at the last look, so that what was read is complete.
   */
  boolean stand() {
    return FileStamp.of(files).equals(lastSeen);
  }

  /** Whether the files have changed for so long that they should have been read by now. */
  boolean restless() {
    return unreadRounds > 2 * MANY_ROUNDS;
  }

  /** Marks the last edit as dealt with, successfully or not, so that it is not reported again. */
  void settle() {
    known = lastSeen;
    unreadRounds = 0;
  }
}
