package io.github.scrappyddns.steering;

import io.github.scrappyddns.database.Transaction;
import java.util.Optional;

/** The table of the badges: which network has one, and by which code it is loaded. */
final class BadgeTable {
  /** The code of a network's badge; empty where it has none. */
  Optional<String> code(Transaction reading, long networkId) {
    return reading.first(
        "SELECT code FROM badge WHERE network_id = ?", row -> row.getString(1), networkId);
  }

  /** Gives a network a badge, in place of the one that it has. */
  void put(Transaction writing, long networkId, String code, long at) {
    writing.update(
        "INSERT INTO badge (network_id, code, made_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (network_id) DO UPDATE SET code = excluded.code,"
            + " made_at = excluded.made_at",
        networkId,
        code,
        at);
  }

  /** Whether there was one. */
  boolean remove(Transaction writing, long networkId) {
    return writing.update("DELETE FROM badge WHERE network_id = ?", networkId) > 0;
  }
}
