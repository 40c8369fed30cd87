package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Transaction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is due of the debts of one channel, found by the index {@code delivery_due}: however much is
 * owed after an outage, a look reads a row or two. Stateless.
 */
final class DueDebts {
  private static final String OWED = " channel = ? AND owed_event > paid_event";

  /** The first in turn that nobody holds. No second word of order: equals would be sorted first. */
  static final String NEXT_FREE =
      "SELECT next_attempt_at FROM delivery WHERE"
          + OWED
          + " AND lease_until <= next_attempt_at ORDER BY next_attempt_at LIMIT 1";

  /** Those in turn before it are all held: as many as there are claimants. */
  static final String LEASED_BEFORE =
      "SELECT MIN(lease_until) FROM delivery WHERE" + OWED + " AND next_attempt_at < ?";

  // The outer WHERE repeats the inner one: without it PostgreSQL, which reads the subquery before
  // it waits for the row, hands one row to two claimers.
  static final String CLAIM =
      "UPDATE delivery SET lease_until = ? WHERE"
          + OWED
          + " AND next_attempt_at <= ? AND lease_until <= ?"
          + " AND network_id = (SELECT network_id FROM delivery WHERE"
          + OWED
          + " AND next_attempt_at <= ? AND lease_until <= ? ORDER BY next_attempt_at LIMIT 1)"
          + " RETURNING network_id, paid_event, owed_event, attempts, unsure, simplified";

  /** As {@link Outbox#nextDue}. */
  OptionalLong next(Transaction transaction, String channel) {
    Optional<Long> free = transaction.first(NEXT_FREE, row -> row.getLong(1), channel);
    long bound = free.orElse(Long.MAX_VALUE);
    Optional<Long> leased =
        transaction.list(LEASED_BEFORE, row -> row.getLong(1), channel, bound).stream()
            .filter(until -> until != 0)
            .findFirst();
    long next = Math.min(bound, leased.orElse(bound));
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** As {@link Outbox#claim}. */
  Optional<Delivery> claim(Transaction transaction, String channel, long now, long leaseUntil) {
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
                leaseUntil),
        leaseUntil,
        channel,
        now,
        now,
        channel,
        now,
        now);
  }
}
