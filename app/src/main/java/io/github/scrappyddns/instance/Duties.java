package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What one instance does for all, by a lease that it renews. A process that has the database for
 * itself does everything, and writes nothing. Used by one thread.
 */
public final class Duties {
  private static final long LEASE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long ASK_AGAIN_MILLIS = Duration.ofSeconds(5).toMillis();

  private static final String TAKE =
      "INSERT INTO duty (name, claimed_by, lease_until) VALUES (?, ?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET"
          + " claimed_by = excluded.claimed_by, lease_until = excluded.lease_until"
          + " WHERE duty.claimed_by = excluded.claimed_by OR duty.lease_until <= ?"
          + " OR duty.lease_until > ?";

  /** What is known without asking, until a time. */
  private record Known(boolean mine, long until) {}

  private final Database database;
  private final InstantSource clock;
  private final Map<String, Known> known = new HashMap<>();

  /**
   * @param clock the one of all instances
   */
  public Duties(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether this instance does it now; takes it where nobody has it.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException where that cannot be found out
   */
  public boolean isMine(String duty) {
    if (!database.isShared()) {
      return true;
    }
    long now = clock.millis();
    Known before = known.get(duty);
    if (before == null || now >= before.until) {
      boolean mine = database.write(writing -> take(writing, duty, now));
      before = new Known(mine, now + (mine ? LEASE_MILLIS / 2 : ASK_AGAIN_MILLIS));
      known.put(duty, before);
    }
    return before.mine;
  }

  private boolean take(Transaction writing, String duty, long now) {
    long until = now + LEASE_MILLIS;
    return writing.update(TAKE, duty, database.instance(), until, now, until + LEASE_MILLIS) == 1;
  }

  /** Frees what an instance did that is no more. */
  static void free(Transaction writing, long instance) {
    writing.update("UPDATE duty SET lease_until = 0 WHERE claimed_by = ?", instance);
  }
}
