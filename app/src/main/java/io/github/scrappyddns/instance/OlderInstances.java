package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;

/**
 * The instances of older programs, which run beside this one during an upgrade. What they would
 * take for something else is not written before they are gone. Stateless.
 */
public final class OlderInstances {
  private OlderInstances() {}

  /** Whether no instance knows less than this program; if so, none that does may start any more. */
  public static boolean areGone(Transaction writing) {
    int newest = Database.NEWEST_SCHEMA;
    boolean gone =
        writing
                .first(
                    "SELECT COUNT(*) FROM instance WHERE knows < ?", row -> row.getInt(1), newest)
                .orElseThrow()
            == 0;
    if (gone) {
      writing.update(
          "UPDATE shared_number SET number = ? WHERE name = 'least schema' AND number < ?",
          newest,
          newest);
    }
    return gone;
  }
}
