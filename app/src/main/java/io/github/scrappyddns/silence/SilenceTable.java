package io.github.scrappyddns.silence;

import io.github.scrappyddns.database.Transaction;
import java.util.List;

/** The table of those that are silent. Stateless. */
public final class SilenceTable {
  List<Silence> all(Transaction reading) {
    return reading.list(
        "SELECT network_id, since, told_at, common, back_at FROM silence",
        row ->
            new Silence(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
  }

  void enter(Transaction writing, Silence silence) {
    writing.update(
        "INSERT INTO silence (network_id, since, told_at, common, back_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (network_id) DO UPDATE SET since = excluded.since,"
            + " told_at = excluded.told_at, common = excluded.common, back_at = excluded.back_at",
        silence.networkId(),
        silence.since(),
        silence.toldAt(),
        silence.common(),
        silence.backAt());
  }

  /** Forgets the silence of a network, where there is one. */
  public void remove(Transaction writing, long networkId) {
    writing.update("DELETE FROM silence WHERE network_id = ?", networkId);
  }
}
