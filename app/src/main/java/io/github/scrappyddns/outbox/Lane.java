package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pays the debts of one channel: claims, renders, sends, settles, one after the other. No
 * thread waits for the answer: who drives the lane is told when it has come, and drives it on.
 *
 * <p>The lane rests after a failure, whatever network the alert was about, and the next debt in
 * turn finds out whether the channel answers again: one attempt for all while it is down, and no
 * debt blocks the others. Used by one thread at a time.
 */
final class Lane {
  /** Nothing is due before somebody wakes the lane. */
  static final long NEVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Channel channel;
  private final Database database;
  private final Outbox outbox;
  private final Renderer renderer;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final LaneHealth health;
  private final Settlement settlement;
  private final Runnable answerCame;
  private @Nullable Attempt underWay;

  /** What was sent, and what is to be done when its answer comes. */
  private record Attempt(
      Alert alert, CompletableFuture<DeliveryResult> answer, Consumer<DeliveryResult> settlement) {}

  /**
   * A lane that owns nothing yet.
   *
   * @param answerCame called by any thread when {@link #relayDue} has something to do again
   */
  Lane(
      Channel channel,
      Database database,
      Outbox outbox,
      Renderer renderer,
      RetrySchedule schedule,
      InstantSource clock,
      Runnable answerCame) {
    this.channel = channel;
    this.database = database;
    this.outbox = outbox;
    this.renderer = renderer;
    this.schedule = schedule;
    this.clock = clock;
    this.health = new LaneHealth(channel.name(), database, outbox, schedule);
    this.settlement = new Settlement(database);
    this.answerCame = answerCame;
  }

  String name() {
    return channel.name();
  }

  /**
   * Pays everything that is due now, up to the first answer that has to be waited for; gives the
   * time, in epoch milliseconds, to look again.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException where the outbox cannot be read
   *     or written; what was sent by then is settled, and not sent again, at the next call
   */
  long relayDue() {
    settlement.settle();
    if (health.heedClock(clock.millis())) {
      LOG.info("{}: the clock was set back, so what waited is due now", name());
    }
    while (settled()) {
      long now = clock.millis();
      long restsUntil = health.restsUntil(now);
      if (restsUntil > now) {
        return restsUntil;
      }
      long due = database.read(reading -> outbox.nextDue(reading, name(), now)).orElse(NEVER);
      if (due <= now) {
        payOne();
      } else if (!tellNotice()) {
        return due;
      }
    }
    return NEVER;
  }

  /** Settles what was sent, if its answer is there; false where it is still waited for. */
  boolean settled() {
    Attempt attempt = underWay;
    if (attempt == null) {
      return true;
    }
    if (!attempt.answer().isDone()) {
      return false;
    }
    underWay = null;
    attempt.settlement().accept(read(attempt));
    return true;
  }

  /** Hangs up; what was sent stays unsettled, and is taken for unsure by the next start. */
  void abandon() {
    Attempt attempt = underWay;
    if (attempt != null) {
      attempt.answer().cancel(true);
    }
  }

  /** As {@link LaneHealth#answeredAgain}. */
  boolean answeredAgain() {
    return health.answeredAgain();
  }

  /** As {@link LaneHealth#retryNow}. */
  void retryNow() {
    health.retryNow(clock.millis());
  }

  private void payOne() {
    long now = clock.millis();
    Optional<Delivery> claimed =
        database.write(
            writing -> outbox.claim(writing, name(), now, now + Delivery.LEASE.toMillis()));
    if (claimed.isEmpty()) {
      return;
    }
    Delivery delivery = claimed.get();
    Optional<Alert> news = rendered(delivery, now);
    if (news.isEmpty()) {
      settlement.settleBy(writing -> outbox.paid(writing, delivery, clock.millis()));
      return;
    }
    Alert alert = delivery.simplified() ? news.get().simplified() : news.get();
    begin(alert, result -> settle(delivery, alert, result));
  }

  private void settle(Delivery delivery, Alert alert, DeliveryResult result) {
    long settledAt = clock.millis();
    Consumer<Transaction> finding = health.examine(result, settledAt);
    settlement.settleBy(
        writing -> {
          finding.accept(writing);
          enter(writing, delivery, alert, result, settledAt);
        });
  }

  private Optional<Alert> rendered(Delivery delivery, long now) {
    try {
      return database.read(reading -> renderer.render(reading, delivery, now));
    } catch (RuntimeException | Error e) {
      settlement.keep(writing -> outbox.postpone(writing, delivery, now));
      throw e;
    }
  }

  private void enter(
      Transaction writing, Delivery delivery, Alert alert, DeliveryResult result, long now) {
    // It is the lane that rests: the debt goes behind all that is due, and so is no one's obstacle.
    long behind = now + 1;
    switch (result.outcome()) {
      case DELIVERED -> outbox.paid(writing, delivery, now);
      case WAIT_UNTIL -> outbox.postpone(writing, delivery, behind);
      case RETRY, BAD_CHANNEL -> outbox.postpone(writing, delivery.failed(false), behind);
      case UNSURE -> outbox.postpone(writing, delivery.failed(true), behind);
      case BAD_MESSAGE -> {
        if (delivery.simplified() && outbox.isOnly(name())) {
          // There is nobody to tell: a refused alert may pass once its receiver is fixed.
          Delivery failed = delivery.failed(false);
          outbox.postpone(writing, failed, now + schedule.delayMillis(failed.attempts()));
        } else if (delivery.simplified()) {
          outbox.paid(writing, delivery, now);
          String text = name() + " refused this alert (" + result.reason() + "): " + alert.body();
          outbox.notices().owe(writing, name(), text, now);
        } else {
          outbox.postpone(writing, delivery.refused(), now);
        }
      }
    }
  }

  private boolean tellNotice() {
    Optional<Notices.Notice> next =
        database.read(reading -> outbox.notices().next(reading, name()));
    next.ifPresent(notice -> begin(notice.alert(), result -> settle(notice, result)));
    return next.isPresent();
  }

  private void settle(Notices.Notice notice, DeliveryResult result) {
    Consumer<Transaction> finding = health.examine(result, clock.millis());
    boolean over = result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.BAD_MESSAGE;
    settlement.settleBy(
        writing -> {
          finding.accept(writing);
          if (over) {
            outbox.notices().settled(writing, name(), notice);
          }
        });
  }

  private void begin(Alert alert, Consumer<DeliveryResult> settlement) {
    CompletableFuture<DeliveryResult> answer;
    try {
      answer = channel.send(alert);
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedFuture(e);
    }
    underWay = new Attempt(alert, answer, settlement);
    if (!answer.isDone()) {
      var unused = answer.whenComplete((result, failure) -> answerCame.run());
    }
  }

  /**
   * What the answer says; a defect, and a machine that is out of means, cost this attempt alone.
   */
  private DeliveryResult read(Attempt attempt) {
    try {
      DeliveryResult result = attempt.answer().join();
      DeliveryLog.note(name(), attempt.alert(), result);
      return result;
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError lack) {
        DeliveryResult result = DeliveryResult.outOfMeans(lack);
        DeliveryLog.note(name(), attempt.alert(), result);
        return result;
      }
      LOG.error("{}: a defect of this channel", name(), e.getCause());
    } catch (CancellationException e) {
      LOG.error("{}: an attempt was cut off", name());
    }
    return DeliveryResult.retry("internal error, see the log");
  }
}
