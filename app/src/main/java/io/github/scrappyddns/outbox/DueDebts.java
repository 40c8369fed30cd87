package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is due of the debts of one channel, found by the index {@code delivery_due}: however much is
 * owed after an outage, a look reads a row or two. Stateless but for its settings.
 *
 * <p>What is to wait beyond its horizon is due, and a lease beyond its own has ended.
 */
final class DueDebts {
  private static final String OWED = " channel = ? AND owed_event > paid_event";

  /** Held by nobody now. */
  private static final String FREE = " AND (lease_until <= ? OR lease_until > ?)";

  // No second word of order: what was made due in one moment would all be read, to be sorted.
  private static final String FIRST = " ORDER BY next_attempt_at LIMIT 1";

  /** The first in turn that is held by nobody at that time. */
  static final String NEXT_FREE =
      "SELECT next_attempt_at FROM delivery WHERE"
          + OWED
          + " AND (lease_until <= next_attempt_at OR lease_until > ?)"
          + FIRST;

  /** Those in turn before it are all held: as many as there are claimants. */
  static final String LEASED_BEFORE =
      "SELECT MIN(lease_until) FROM delivery WHERE" + OWED + " AND next_attempt_at < ?";

  static final String BEYOND =
      "SELECT network_id FROM delivery WHERE" + OWED + " AND next_attempt_at > ?" + FREE + FIRST;

  // The outer WHERE repeats the inner one: without it PostgreSQL, which reads the subquery before
  // it waits for the row, hands one row to two claimers.
  static final String CLAIM =
      "UPDATE delivery SET claimed_by = ?, lease_until = ?,"
          + " unsure = CASE WHEN lease_until > 0 THEN 1 ELSE unsure END WHERE"
          + OWED
          + " AND (next_attempt_at <= ? OR next_attempt_at > ?)"
          + FREE
          + " AND network_id = COALESCE((SELECT network_id FROM delivery WHERE"
          + OWED
          + " AND next_attempt_at <= ?"
          + FREE
          + FIRST
          + "), ("
          + BEYOND
          + ")) RETURNING network_id, paid_event, owed_event, attempts, unsure, simplified,"
          + " recent, calm";

  /** Twice what it is: clocks are set by moments all the time, and to end one early tells twice. */
  static final Horizon OF_A_LEASE = new Horizon(Lease.FURTHEST);

  private final Horizon ofAnAttempt;

  /**
   * @param longestWait for which a debt that is owed is left alone
   */
  DueDebts(Duration longestWait) {
    ofAnAttempt = new Horizon(longestWait);
  }

  /** As {@link Outbox#nextDue}. */
  OptionalLong next(Transaction transaction, String channel, long now) {
    long leases = OF_A_LEASE.end(now);
    long free =
        transaction.first(NEXT_FREE, row -> row.getLong(1), channel, leases).orElse(Long.MAX_VALUE);
    if (free <= now) {
      return OptionalLong.of(free);
    }
    if (transaction
        .first(BEYOND, row -> row.getLong(1), channel, ofAnAttempt.end(now), now, leases)
        .isPresent()) {
      return OptionalLong.of(now);
    }
    long leased =
        transaction
            .first(
                LEASED_BEFORE,
                row -> {
                  long until = row.getLong(1);
                  return row.wasNull() ? Long.MAX_VALUE : until;
                },
                channel,
                free)
            .orElse(Long.MAX_VALUE);
    long next = Math.min(free, leased);
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** As {@link Outbox#claim}. */
  Optional<Delivery> claim(Transaction transaction, String channel, long now, Lease lease) {
    long attempts = ofAnAttempt.end(now);
    long leases = OF_A_LEASE.end(now);
    return transaction.first(
        CLAIM,
        row ->
            new Delivery(
                channel,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getInt(5) != 0,
                row.getInt(6) != 0,
                Pace.read(row.getString(7), row.getInt(8)),
                lease),
        lease.owner(),
        lease.until(),
        channel,
        now,
        attempts,
        now,
        leases,
        channel,
        now,
        now,
        leases,
        channel,
        attempts,
        now,
        leases);
  }
}
