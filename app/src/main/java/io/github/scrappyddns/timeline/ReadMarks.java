package io.github.scrappyddns.timeline;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;

/**
 * How far the owner has read, on whatever device: their table. One mark stands for all networks and
 * notices, one for each network that was looked at since. A mark only ever moves on. Safe for use
 * by several threads and instances.
 */
public final class ReadMarks {
  /** The number of the row that stands for all; no network has it. */
  public static final long ALL = 0;

  // Two instances may write at once, and the later one need not have read further.
  private static final String MARK =
      "INSERT INTO read_mark (network_id, event, notice) VALUES (?, ?, ?)"
          + " ON CONFLICT (network_id) DO UPDATE SET"
          + " event = CASE WHEN excluded.event > read_mark.event"
          + " THEN excluded.event ELSE read_mark.event END,"
          + " notice = CASE WHEN excluded.notice > read_mark.notice"
          + " THEN excluded.notice ELSE read_mark.notice END";

  private final Database database;

  public ReadMarks(Database database) {
    this.database = database;
  }

  /**
   * Notes that everything was read.
   *
   * @param event up to the event of this number
   * @param notice and up to the told notice of this number
   */
  public void all(long event, long notice) {
    database.write(
        writing -> {
          mark(writing, ALL, event, notice);
          // What the mark for all says need not be said of each network.
          return writing.update(
              "DELETE FROM read_mark WHERE network_id <> ? AND event <= ?", ALL, event);
        });
  }

  /** Notes that the events of one network were read, up to the one of this number. */
  public void network(long networkId, long event) {
    database.write(writing -> mark(writing, networkId, event, 0));
  }

  /** The same in the transaction that stores what is no news. */
  public static void network(Transaction writing, long networkId, long event) {
    mark(writing, networkId, event, 0);
  }

  /**
   * Forgets how far a network was read that is removed. On SQLite the numbers of its events are
   * given again: what gets them is new.
   *
   * @param newest the greatest number of an event that there still is
   */
  public static void forget(Transaction writing, long networkId, long newest) {
    writing.update("DELETE FROM read_mark WHERE network_id = ?", networkId);
    writing.update("UPDATE read_mark SET event = ? WHERE event > ?", newest, newest);
  }

  private static int mark(Transaction writing, long networkId, long event, long notice) {
    return writing.update(MARK, networkId, event, notice);
  }
}
