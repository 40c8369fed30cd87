package io.github.scrappyddns.view;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where networks were, as the tables have it. */
final class Stays {
  private Stays() {}

  /**
   * Where a network was in one family from a time on, oldest first.
   *
   * @param held what it has now, in any family
   * @param most so many changes are looked at, the newest ones
   */
  static List<Stay> of(
      Transaction reading,
      long networkId,
      Family family,
      List<HeldAddress> held,
      Instant from,
      Instant now,
      int most) {
    List<Stay.Move> moves =
        new ArrayList<>(
            reading.list(
                "SELECT current, at, previous, previous_since FROM event"
                    + " WHERE network_id = ? AND family = ? AND at >= ?"
                    + " AND kind NOT IN ('SILENT', 'BACK') ORDER BY id DESC LIMIT "
                    + most,
                row -> move(row, family, now),
                networkId,
                family.number(),
                from.toEpochMilli()));
    Collections.reverse(moves);
    List<HeldAddress> here = held.stream().filter(one -> one.address().family() == family).toList();
    return Stay.of(moves, here, from, now);
  }

  private static Stay.Move move(ResultSet row, Family family, Instant now) throws SQLException {
    String previous = row.getString(3);
    return new Stay.Move(
        PublicAddress.written(family, row.getString(1)),
        StoredTime.past(row.getLong(2), now),
        previous == null ? null : PublicAddress.written(family, previous),
        previous == null ? null : StoredTime.past(row.getLong(4), now));
  }
}
