package io.github.scrappyddns.relay;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last entry that a lane must write, kept until it is written: an alert that was sent must not
 * be sent again. Used by one thread at a time.
 */
final class Settlement {
  private final Database database;
  private @Nullable Consumer<Transaction> open;

  Settlement(Database database) {
    this.database = database;
  }

  /**
   * Writes an entry.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if it could not be written;
   *     then it is kept for {@link #settle}
   */
  void settleBy(Consumer<Transaction> entry) {
    keep(entry);
    settle();
  }

  /** Keeps an entry for the next {@link #settle}. */
  void keep(Consumer<Transaction> entry) {
    open = entry;
  }

  /** Writes the entry that is kept, if there is one; throws as {@link #settleBy} does. */
  void settle() {
    Consumer<Transaction> entry = open;
    if (entry != null) {
      database.write(
          writing -> {
            entry.accept(writing);
            return null;
          });
      open = null;
    }
  }
}
