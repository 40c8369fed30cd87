package io.github.scrappyddns.steering.secret;

import io.github.scrappyddns.database.Transaction;

/**
 * Whether anything in the database is locked up. Then there is a key for it, perhaps on another
 * machine, and another one must not be made. Who is about to lock up the first text holds the
 * revision, so that the key is made once. Stateless.
 */
public final class SealedTexts {
  private static final String ANY =
      "SELECT 1 FROM channel UNION ALL SELECT 1 FROM push_key"
          + " UNION ALL SELECT 1 FROM acme WHERE name IN ('account', 'certificate') LIMIT 1";

  private SealedTexts() {}

  /** Asks. */
  public static boolean areThere(Transaction transaction) {
    return transaction.first(ANY, row -> row.getInt(1)).isPresent();
  }
}
