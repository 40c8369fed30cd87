package io.github.scrappyddns.steering.secret;

import io.github.scrappyddns.database.Transaction;
import java.util.Optional;

/** The key by which browsers' push services know us: its table, of one row at most. Stateless. */
public final class PushKeyTable {
  private static final String NAME = "vapid";

  /**
   * The row.
   *
   * @param publicKey in Base64, as browsers take it
   * @param sealed the private half, locked up
   */
  public record Row(String publicKey, String sealed) {}

  /** Empty where no browser has asked for it yet. */
  public Optional<Row> find(Transaction transaction) {
    return transaction.first(
        "SELECT public_key, sealed FROM push_key WHERE name = ?",
        row -> new Row(row.getString(1), row.getString(2)),
        NAME);
  }

  /** Stores the first one; the one that somebody else stored before stays. */
  public void insert(Transaction writing, Row row, long now) {
    writing.update(
        "INSERT INTO push_key (name, public_key, sealed, created_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (name) DO NOTHING",
        NAME,
        row.publicKey(),
        row.sealed(),
        now);
  }
}
