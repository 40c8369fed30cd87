package io.github.scrappyddns.database;

import java.time.Duration;

/**
 * How far ahead a time of one kind can lie in the database, where the clock was right when it was
 * written. One that lies further ahead was written by a clock that has been put right since, and
 * counts as now: else what was to last for seconds would last for as long as the clock was wrong.
 *
 * <p>All times are epoch milliseconds.
 */
public record Horizon(Duration furthest) {
  /** Of what has happened: nothing of it lies ahead. */
  public static final Horizon OF_THE_PAST = new Horizon(Duration.ZERO);

  /** A stored time, or now where it cannot be right. */
  public long heed(long stored, long now) {
    return stored > end(now) ? now : stored;
  }

  /** The latest time that can be right: a query compares with it. */
  public long end(long now) {
    return now + furthest.toMillis();
  }
}
