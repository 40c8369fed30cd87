package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Transaction;
import java.util.Optional;

/**
 * The number that every write raises which all instances are to take over, and leaves in its rows:
 * who knows a revision asks for what is newer. Stateless.
 */
public final class Revision {
  /** The revision that a transaction sees. */
  public long read(Transaction transaction) {
    return transaction
        .first("SELECT number FROM shared_number WHERE name = 'revision'", row -> row.getLong(1))
        .orElseThrow();
  }

  /** The same, which nobody else raises before the transaction ends. */
  public long hold(Transaction writing) {
    // On SQLite, one transaction writes at a time.
    return writing.speaksInSets()
        ? writing
            .first(
                "SELECT number FROM shared_number WHERE name = 'revision' FOR UPDATE",
                row -> row.getLong(1))
            .orElseThrow()
        : read(writing);
  }

  /** Raises it by one, and gives the new one. Until the transaction ends, nobody else can. */
  public long raise(Transaction writing) {
    return writing
        .first(
            "UPDATE shared_number SET number = number + 1 WHERE name = 'revision' RETURNING number",
            row -> row.getLong(1))
        .orElseThrow();
  }

  /**
   * The same where nobody else has raised it since.
   *
   * @param known the revision that the write rests on
   * @return the new one; empty where somebody else has raised it meanwhile
   */
  public Optional<Long> raiseFrom(Transaction writing, long known) {
    return writing.first(
        "UPDATE shared_number SET number = number + 1"
            + " WHERE name = 'revision' AND number = ? RETURNING number",
        row -> row.getLong(1),
        known);
  }
}
