package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Transaction;

/** What happens to debts of which nobody is to be told any more. */
final class Removal {
  private static final String STRIKE_OUT =
      "UPDATE delivery SET"
          + " paid_event = CASE WHEN owed_event > ? THEN owed_event ELSE ? END,"
          + " owed_event = CASE WHEN owed_event > ? THEN owed_event ELSE ? END,"
          + " lease_until = 0, attempts = 0, unsure = 0, simplified = 0 WHERE network_id = ?";

  /**
   * Of a channel whose debts another took on, the row may know greater numbers than any event has.
   * What is owed by others stays: its events are there.
   */
  private static final String HEED_NUMBERS =
      "UPDATE delivery SET paid_event = ?, owed_event ="
          + " CASE WHEN owed_event > ? THEN ? ELSE owed_event END WHERE paid_event > ?";

  private Removal() {}

  /** As {@link Outbox#strikeOut}. */
  static void strikeOut(Transaction transaction, long networkId, long newest) {
    transaction.update(STRIKE_OUT, newest, newest, newest, newest, networkId);
  }

  /** As {@link Outbox#remove}. */
  static void remove(Transaction transaction, long networkId, long newest) {
    transaction.update("DELETE FROM delivery WHERE network_id = ?", networkId);
    if (!transaction.speaksInSets()) {
      // SQLite gives the number after the greatest: nobody may seem to know that event already.
      transaction.update(HEED_NUMBERS, newest, newest, newest, newest);
    }
  }
}
