package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Delivery;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.RetrySchedule;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
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

  private final Database database;
  private final Outbox outbox;
  private final Renderer renderer;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final LaneHealth health;
  private final Settlement settlement;
  private final Attempts attempts;
  private final Telling telling;

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
      DeliveryTally tally,
      Runnable answerCame) {
    this.database = database;
    this.outbox = outbox;
    this.renderer = renderer;
    this.schedule = schedule;
    this.clock = clock;
    this.health = new LaneHealth(channel.name(), database, outbox, schedule);
    this.settlement = new Settlement(database);
    this.attempts = new Attempts(channel, tally, answerCame);
    this.telling = new Telling(attempts, database, outbox, schedule, clock, health, settlement);
  }

  String name() {
    return attempts.channel();
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
    health.mayHaveChanged();
    while (attempts.settled()) {
      long now = clock.millis();
      long restsUntil = health.restsUntil(now);
      if (restsUntil > now) {
        return restsUntil;
      }
      long due = database.read(reading -> outbox.nextDue(reading, name(), now)).orElse(NEVER);
      if (due <= now) {
        payOne();
      } else if (!telling.tellOne(now)) {
        return Math.min(due, telling.restsUntil());
      }
    }
    return NEVER;
  }

  /** As {@link Attempts#settled}. */
  boolean settled() {
    return attempts.settled();
  }

  /** As {@link Attempts#abandon}. */
  void abandon() {
    attempts.abandon();
  }

  /** As {@link LaneHealth#answeredAgain}. */
  boolean answeredAgain() {
    return health.answeredAgain();
  }

  /** As {@link LaneHealth#othersMayOwe}. */
  boolean owesOthers() {
    return health.othersMayOwe();
  }

  /** As {@link LaneHealth#tryNow}. */
  void tryNow() {
    health.tryNow(clock.millis());
  }

  /** As {@link LaneHealth#retryNow}. */
  void retryNow() {
    health.retryNow(clock.millis());
  }

  private void payOne() {
    long now = clock.millis();
    Optional<Delivery> claimed = database.write(writing -> claim(writing, now));
    if (claimed.isEmpty()) {
      return;
    }
    Delivery delivery = claimed.get();
    Optional<Renderer.News> news = rendered(delivery, now);
    if (news.isEmpty()) {
      settlement.settleBy(writing -> outbox.paid(writing, delivery, clock.millis()));
      return;
    }
    if (!delivery.lease().lastsFrom(clock.millis())) {
      LOG.warn(
          "{}: an alert was claimed, and then the process stood still: it begins anew", name());
      settlement.settleBy(writing -> outbox.postpone(writing, delivery, now));
      return;
    }
    Alert whole = news.get().alert();
    Alert alert = delivery.simplified() ? whole.simplified() : whole;
    Renderer.News sent = new Renderer.News(news.get().network(), alert);
    attempts.begin(alert, result -> settle(delivery, sent, result));
  }

  private Optional<Delivery> claim(Transaction writing, long now) {
    Optional<Delivery> claimed = outbox.claim(writing, name(), now);
    if (claimed.isPresent() && !health.mayUse(writing, now, claimed.get().lease())) {
      outbox.postpone(writing, claimed.get(), now);
      return Optional.empty();
    }
    return claimed;
  }

  private void settle(Delivery delivery, Renderer.News sent, DeliveryResult result) {
    long settledAt = clock.millis();
    Consumer<Transaction> finding = health.examine(result, sent.withoutNews(result), settledAt);
    settlement.settleBy(
        writing -> {
          finding.accept(writing);
          enter(writing, delivery, sent, result, settledAt);
        });
  }

  private Optional<Renderer.News> rendered(Delivery delivery, long now) {
    try {
      return database.read(reading -> renderer.render(reading, delivery, now));
    } catch (RuntimeException | Error e) {
      settlement.keep(writing -> outbox.postpone(writing, delivery, now));
      throw e;
    }
  }

  private void enter(
      Transaction writing, Delivery delivery, Renderer.News sent, DeliveryResult result, long now) {
    // It is the lane that rests: the debt goes behind all that is due, and so is no one's obstacle.
    long behind = now + 1;
    switch (result.outcome()) {
      case DELIVERED -> {
        if (!outbox.paid(writing, delivery, now)) {
          LOG.warn("{}: another instance took over an alert that was under way", name());
        }
      }
      case WAIT_UNTIL -> outbox.postpone(writing, delivery, behind);
      case RETRY, BAD_CHANNEL -> outbox.postpone(writing, delivery.failed(false), behind);
      case UNSURE -> outbox.postpone(writing, delivery.failed(true), behind);
      case BAD_MESSAGE -> {
        if (!delivery.simplified()) {
          outbox.postpone(writing, delivery.refused(), now);
          return;
        }
        // It stays owed until another channel has told it, or this one takes it after all.
        Delivery failed = delivery.failed(false);
        outbox.postpone(writing, failed, now + schedule.delayMillis(failed.attempts()));
        outbox
            .notices()
            .oweRefused(
                writing,
                name(),
                sent.network(),
                delivery.owedEvent(),
                result.reason(),
                sent.alert().body(),
                now);
      }
    }
  }
}
