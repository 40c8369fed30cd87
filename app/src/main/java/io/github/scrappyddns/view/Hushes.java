package io.github.scrappyddns.view;

import io.github.scrappyddns.database.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The silences of networks, as the tables have them. */
final class Hushes {
  private static final int MOST = 200;

  private Hushes() {}

  /** Since when a network is silent. */
  static Optional<Instant> lasting(Transaction reading, long networkId, Instant now) {
    return reading.first(
        "SELECT since FROM silence WHERE network_id = ? AND back_at = 0",
        row -> StoredTime.past(row.getLong(1), now),
        networkId);
  }

  /**
   * When it was silent from a time on, oldest first.
   *
   * @param lasting since when it is now
   */
  static List<Hush> of(
      Transaction reading, long networkId, Optional<Instant> lasting, Instant from, Instant now) {
    List<Hush> all =
        new ArrayList<>(
            reading.list(
                "SELECT previous_since, at FROM event WHERE network_id = ? AND kind = 'BACK'"
                    + " AND at >= ? ORDER BY id DESC LIMIT "
                    + MOST,
                row ->
                    new Hush(
                        StoredTime.past(row.getLong(1), now), StoredTime.past(row.getLong(2), now)),
                networkId,
                from.toEpochMilli()));
    Collections.reverse(all);
    lasting.ifPresent(since -> all.add(new Hush(since, now)));
    return all;
  }
}
