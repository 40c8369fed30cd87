package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pays the debts of one channel: claims, renders, sends, settles, one after the other.
 *
 * <p>The lane rests after a failure, whatever network the alert was about, and the next debt in
 * turn finds out whether the channel answers again: one attempt for all while it is down, and no
 * debt that stands in the way of the others. Used by one thread at a time.
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

  Lane(
      Channel channel,
      Database database,
      Outbox outbox,
      Renderer renderer,
      RetrySchedule schedule,
      InstantSource clock) {
    this.channel = channel;
    this.database = database;
    this.outbox = outbox;
    this.renderer = renderer;
    this.schedule = schedule;
    this.clock = clock;
    this.health = new LaneHealth(channel.name(), database, outbox, schedule);
    this.settlement = new Settlement(database);
  }

  String name() {
    return channel.name();
  }

  /**
   * Pays everything that is due now; gives the time, in epoch milliseconds, to look again.
   *
   * @throws io.github.scrappyddns.database.DatabaseException where the outbox cannot be read or
   *     written; what was sent by then is settled, and not sent again, at the next call
   */
  long relayDue() throws InterruptedException {
    settlement.settle();
    if (health.heedClock(clock.millis())) {
      LOG.info("{}: the clock was set back, what waited is due", name());
    }
    while (true) {
      long restsUntil = health.restsUntil(clock.millis());
      if (restsUntil > clock.millis()) {
        return restsUntil;
      }
      long now = clock.millis();
      long due = database.read(reading -> outbox.nextDue(reading, name(), now)).orElse(NEVER);
      if (due <= now) {
        payOne();
      } else if (!tellNotice()) {
        return due;
      }
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

  private void payOne() throws InterruptedException {
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
    DeliveryResult result = attempt(alert);
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
    } catch (RuntimeException e) {
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
          // Nobody could be told: what is refused today may pass once its receiver is mended.
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

  private boolean tellNotice() throws InterruptedException {
    Optional<Notices.Notice> next =
        database.read(reading -> outbox.notices().next(reading, name()));
    if (next.isEmpty()) {
      return false;
    }
    DeliveryResult result = attempt(next.get().alert());
    Consumer<Transaction> finding = health.examine(result, clock.millis());
    boolean over = result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.BAD_MESSAGE;
    settlement.settleBy(
        writing -> {
          finding.accept(writing);
          if (over) {
            outbox.notices().settled(writing, name(), next.get());
          }
        });
    return true;
  }

  private DeliveryResult attempt(Alert alert) throws InterruptedException {
    try {
      DeliveryResult result = channel.deliver(alert);
      DeliveryLog.note(name(), alert, result);
      return result;
    } catch (RuntimeException e) {
      LOG.error("{}: a defect of this channel", name(), e);
      return DeliveryResult.retry("internal error, see the log");
    }
  }
}
