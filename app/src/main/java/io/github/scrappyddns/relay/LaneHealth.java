package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Health;
import io.github.scrappyddns.outbox.Lease;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.RetrySchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The health of one channel as its lane knows it: derived from each answer and kept in the
 * database, where other instances find it. A process that has the database for itself reads it
 * once; of several, each before it uses the channel. Used by one thread at a time.
 */
final class LaneHealth {
  /** If the clock goes back further, somebody set it. */
  private static final long SET_BACK_MILLIS = Duration.ofMinutes(1).toMillis();

  private final String channel;
  private final Database database;
  private final Outbox outbox;
  private final RetrySchedule schedule;

  private @Nullable Health health;
  private boolean answeredAgain;
  private boolean othersMayOwe;
  private long lastLook;

  LaneHealth(String channel, Database database, Outbox outbox, RetrySchedule schedule) {
    this.channel = channel;
    this.database = database;
    this.outbox = outbox;
    this.schedule = schedule;
  }

  /** Until when the channel rests, in epoch milliseconds; 0 where it may be used. */
  long restsUntil(long now) {
    return health(now).restsUntil();
  }

  /** Has the next question asked of the database, where another instance may have written to it. */
  void mayHaveChanged() {
    if (database.isShared()) {
      health = null;
    }
  }

  /**
   * Whether this instance may use the channel, in the transaction that claims what it is used for.
   * Of a channel that failed, one instance finds out whether it answers again.
   *
   * @param lease of what is claimed
   */
  boolean mayUse(Transaction writing, long now, Lease lease) {
    if (!database.isShared() || health(now).failures() == 0) {
      return true;
    }
    boolean mine = outbox.states().probe(writing, channel, now, lease.until());
    health = null;
    return mine;
  }

  /**
   * Draws the channel's health from an answer.
   *
   * @param reason of a failure, in words that any other channel may tell
   * @return what is to be written of it, in the transaction that settles the debt
   */
  Consumer<Transaction> examine(DeliveryResult result, String reason, long now) {
    return writing -> {
      Health before = outbox.states().readToChange(writing, channel, now);
      Health after = before.after(result, schedule, now);
      enter(writing, before, after, reason, now);
      health = after;
      answeredAgain |= result.outcome() == Outcome.DELIVERED && before.mayBeBack();
      othersMayOwe |=
          result.outcome() == Outcome.BAD_MESSAGE || result.outcome() == Outcome.BAD_CHANNEL;
    };
  }

  private void enter(Transaction writing, Health before, Health after, String reason, long now) {
    if (!before.equals(after)) {
      outbox.states().write(writing, channel, after);
    }
    if (after.bad() && !before.bad()) {
      outbox.notices().oweTrouble(writing, channel, reason, now);
    }
    if (before.bad() && !after.bad()) {
      outbox.notices().oweRecovery(writing, channel, now);
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

  /** Whether other channels may have been given something to tell since this was last asked. */
  boolean othersMayOwe() {
    boolean answer = othersMayOwe;
    othersMayOwe = false;
    return answer;
  }

  /**
   * Shortens what was to last for a moment and would last for as long as the clock was set back.
   *
   * @return whether the clock was
   */
  boolean heedClock(long now) {
    boolean setBack = now < lastLook - SET_BACK_MILLIS;
    if (setBack) {
      // By what is remembered: a time of the later clock would be taken for one that cannot be.
      Health known = health(now).afterSetBack(lastLook, now);
      replaceRest(before -> Optional.of(known), now);
    }
    lastLook = now;
    return setBack;
  }

  /**
   * Ends a rest that only failures imposed: another channel has just answered again, so it may have
   * been our own line that was down.
   */
  void retryNow(long now) {
    mayHaveChanged();
    if (health(now).mayBeBack()) {
      replaceRest(
          before -> Optional.of(before).filter(Health::mayBeBack).map(Health::withoutRest), now);
    }
  }

  /** Ends every rest but one that the service asked for: somebody has mended the channel. */
  void tryNow(long now) {
    mayHaveChanged();
    if (health(now).askedUntil() == 0) {
      replaceRest(
          before ->
              Optional.of(before).filter(known -> known.askedUntil() == 0).map(Health::withoutRest),
          now);
    }
  }

  /**
   * Replaces what the table has.
   *
   * @param rule gives nothing where what the table has is to stay
   */
  private void replaceRest(Function<Health, Optional<Health>> rule, long now) {
    health =
        database.write(
            writing -> {
              Health before = outbox.states().readToChange(writing, channel, now);
              Optional<Health> after = rule.apply(before);
              after.ifPresent(
                  health -> {
                    outbox.states().write(writing, channel, health);
                    outbox.hasten(writing, channel, now);
                  });
              return after.orElse(before);
            });
  }

  private Health health(long now) {
    Health known = health;
    if (known == null) {
      known = database.read(reading -> outbox.states().read(reading, channel, now));
      health = known;
    }
    return known;
  }
}
