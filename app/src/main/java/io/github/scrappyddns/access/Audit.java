package io.github.scrappyddns.access;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The list of what people did: its table, of which the newest ten thousand rows are kept. */
public final class Audit {
  private static final int MOST = 10_000;

  private final Database database;
  private final InstantSource clock;

  public Audit(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Notes what somebody did. */
  public void note(Visitor who, Deed deed, String about) {
    database.write(
        writing -> {
          note(writing, who, deed, about);
          return null;
        });
  }

  /** The same in the transaction that stores what was done. */
  public void note(Transaction writing, Visitor who, Deed deed, String about) {
    long id =
        writing
            .first(
                "INSERT INTO audit (at, who, address, deed, about) VALUES (?, ?, ?, ?, ?)"
                    + " RETURNING id",
                row -> row.getLong(1),
                clock.millis(),
                who.name(),
                who.address(),
                deed.name(),
                about)
            .orElseThrow();
    writing.update("DELETE FROM audit WHERE id <= ?", id - MOST);
  }

  /**
   * A page of it, the newest first.
   *
   * @param before the last number of the page before; {@link Long#MAX_VALUE} at first
   */
  public List<AuditEntry> page(long before, int count) {
    return database.read(
        reading ->
            reading.list(
                "SELECT id, at, who, address, deed, about FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?",
                row ->
                    new AuditEntry(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                before,
                count));
  }
}
