package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Transaction;

/**
 * What becomes of a debt that was claimed: it is paid, or waits for another attempt. Stateless but
 * for its settings; all times are epoch milliseconds.
 */
final class Payments {
  private static final String HASTY =
      " channel = ? AND owed_event > paid_event AND next_attempt_at > ?"
          + " AND (attempts > 0 OR next_attempt_at > CASE WHEN calm > 0 THEN ? ELSE ? END)";

  private static final String HASTEN = "UPDATE delivery SET next_attempt_at = ? WHERE";

  /** The rows are locked in the order in which {@link Outbox#owe} locks them. */
  private static final String HASTEN_IN_ORDER =
      "WITH hasty AS (SELECT channel, network_id FROM delivery WHERE"
          + HASTY
          + " ORDER BY network_id FOR UPDATE)"
          + " UPDATE delivery SET next_attempt_at = ? FROM hasty"
          + " WHERE delivery.channel = hasty.channel AND delivery.network_id = hasty.network_id";

  private static final String MINE =
      " WHERE channel = ? AND network_id = ? AND claimed_by = ? AND lease_until = ?";

  private final long alertIntervalMillis;
  private final long calmIntervalMillis;

  /**
   * @param alertIntervalMillis how long a channel is left alone about a network after an alert
   * @param calmIntervalMillis the same at most about one that never rests
   */
  Payments(long alertIntervalMillis, long calmIntervalMillis) {
    this.alertIntervalMillis = alertIntervalMillis;
    this.calmIntervalMillis = calmIntervalMillis;
  }

  /**
   * The debt is paid as far as it was claimed; what came meanwhile waits for its time.
   *
   * @return false where it belongs to somebody else by now, and nothing was changed
   */
  boolean paid(Transaction transaction, Delivery delivery, long now) {
    Pace pace = delivery.pace().told(now);
    int rows =
        transaction.update(
            "UPDATE delivery SET paid_event = ?, paid_at = ?, next_attempt_at = ?, lease_until = 0,"
                + " attempts = 0, unsure = 0, simplified = 0, recent = ?, calm = ?"
                + MINE,
            delivery.owedEvent(),
            now,
            now + Math.max(alertIntervalMillis, pace.pause().toMillis()),
            pace.written(),
            pace.calm(),
            delivery.channel(),
            delivery.networkId(),
            delivery.lease().owner(),
            delivery.lease().until());
    return rows == 1;
  }

  /** The debt stays, with what the attempt showed: {@code after} replaces the claimed state. */
  void postpone(Transaction transaction, Delivery after, long nextAttemptAt) {
    transaction.update(
        "UPDATE delivery SET next_attempt_at = ?, lease_until = 0,"
            + " attempts = ?, unsure = ?, simplified = ?"
            + MINE,
        nextAttemptAt,
        after.attempts(),
        after.unsure() ? 1 : 0,
        after.simplified() ? 1 : 0,
        after.channel(),
        after.networkId(),
        after.lease().owner(),
        after.lease().until());
  }

  /**
   * Makes due at once what only waited for a channel that has just answered again, and what waits
   * for longer than anything should.
   */
  void hasten(Transaction transaction, String channel, long now) {
    long calmEnd = now + calmIntervalMillis;
    long end = now + alertIntervalMillis;
    if (transaction.speaksInSets()) {
      transaction.update(HASTEN_IN_ORDER, channel, now, calmEnd, end, now);
    } else {
      transaction.update(HASTEN + HASTY, now, channel, now, calmEnd, end);
    }
  }
}
