package io.github.scrappyddns.view.events;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.view.StoredTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What happened to one network, the newest first, a page at a time. */
public final class Happenings {
  static final String COLUMNS = "id, kind, family, current, at, previous, previous_since";

  private final Database database;
  private final InstantSource clock;

  public Happenings(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A page of it.
   *
   * @param before the number of the last one on the page before; {@link Long#MAX_VALUE} at first
   */
  public List<Happening> page(long networkId, long before, int count) {
    Instant now = clock.instant();
    return database.read(
        reading ->
            reading.list(
                "SELECT "
                    + COLUMNS
                    + " FROM event WHERE network_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                row -> happening(row, now),
                networkId,
                before,
                count));
  }

  /** Of a row whose first columns are those of {@link #COLUMNS}. */
  static Happening happening(ResultSet row, Instant now) throws SQLException {
    Family family = Family.ofNumber(row.getInt(3));
    Instant at = StoredTime.past(row.getLong(5), now);
    Optional<PublicAddress> before =
        Optional.ofNullable(row.getString(6)).map(text -> PublicAddress.written(family, text));
    long since = row.getLong(7);
    return new Happening(
        row.getLong(1),
        Event.Kind.valueOf(row.getString(2)),
        PublicAddress.written(family, row.getString(4)),
        at,
        before,
        before
            .map(address -> Duration.between(StoredTime.past(since, now), at))
            .filter(time -> !time.isNegative()));
  }
}
