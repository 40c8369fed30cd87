package io.github.scrappyddns.view;

import io.github.scrappyddns.database.Horizon;
import java.time.Instant;

/** Times of the tables. */
public final class StoredTime {
  private StoredTime() {}

  /** One that lies in the past; what was written down as later counts as now. */
  public static Instant past(long stored, Instant now) {
    return Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(stored, now.toEpochMilli()));
  }
}
