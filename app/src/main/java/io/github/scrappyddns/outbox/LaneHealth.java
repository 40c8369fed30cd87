package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The health of one channel as its lane knows it: derived from each answer, kept in the database,
 * and read from there at the first use. Used by one thread at a time.
 */
final class LaneHealth {
  /** If the clock goes back further, somebody set it. */
  private static final long SET_BACK_MILLIS = Duration.ofMinutes(1).toMillis();

  /**
   * What an answer says about the channel.
   *
   * @param restsUntil epoch milliseconds; no attempt before
   * @param entry what to write about it, in the transaction that settles the debt
   */
  record Finding(long restsUntil, Consumer<Transaction> entry) {}

  private final String channel;
  private final Database database;
  private final Outbox outbox;
  private final RetrySchedule schedule;

  private @Nullable Health health;
  private boolean answeredAgain;
  private long lastLook;

  LaneHealth(String channel, Database database, Outbox outbox, RetrySchedule schedule) {
    this.channel = channel;
    this.database = database;
    this.outbox = outbox;
    this.schedule = schedule;
  }

  /** Until when the channel rests, in epoch milliseconds; 0 if it may be used. */
  long restsUntil() {
    return health().restsUntil();
  }

  /** Derives the channel's health from an answer. */
  Finding examine(DeliveryResult result, long now) {
    Health before = health();
    Health after = before.after(result, schedule, now);
    health = after;
    answeredAgain |= result.outcome() == Outcome.DELIVERED && before.mayBeBack();
    return new Finding(
        after.restsUntil(), writing -> enter(writing, before, after, result.reason(), now));
  }

  private void enter(Transaction writing, Health before, Health after, String reason, long now) {
    if (before.askedUntil() != after.askedUntil() || before.badSince() != after.badSince()) {
      outbox.states().write(writing, channel, after);
    }
    if (after.bad() && !before.bad()) {
      outbox.notices().owe(writing, channel, channel + " needs attention: " + reason, now);
    }
    if (before.bad() && !after.bad()) {
      outbox.notices().withdraw(writing, channel);
    }
    if (before.failures() > 0 && after.failures() == 0) {
      outbox.hasten(writing, channel, now);
    }
  }

  /** Whether the channel has answered after failures since this was last asked. */
  boolean answeredAgain() {
    boolean answer = answeredAgain;
    answeredAgain = false;
    return answer;
  }

  /**
   * Ends a short rest that would last too long because the clock was set back.
   *
   * @return whether the clock was, and a rest ended
   */
  boolean heedClock(long now) {
    boolean setBack = now < lastLook - SET_BACK_MILLIS && health().askedUntil() == 0;
    if (setBack) {
      endRest(now);
    }
    lastLook = now;
    return setBack;
  }

  /**
   * Ends a rest that only failures imposed: another channel has just answered again, so it may have
   * been our own line that was down.
   */
  void retryNow(long now) {
    if (health().mayBeBack()) {
      endRest(now);
    }
  }

  private void endRest(long now) {
    Health known = health();
    database.write(
        writing -> {
          outbox.hasten(writing, channel, now);
          return null;
        });
    health = known.withoutRest();
  }

  private Health health() {
    Health known = health;
    if (known == null) {
      known = database.read(reading -> outbox.states().read(reading, channel));
      health = known;
    }
    return known;
  }
}
