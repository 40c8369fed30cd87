package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  /** Longer than the slowest attempt, so that a lease only ends with its process. */
  static final Duration LEASE = Duration.ofSeconds(90);

  /** Nothing is due before somebody wakes the lane. */
  static final long NEVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Channel channel;
  private final Database database;
  private final Outbox outbox;
  private final Renderer renderer;
  private final RetrySchedule schedule;
  private final InstantSource clock;

  private @Nullable Health health;
  private boolean answeredAgain;
  private @Nullable Consumer<Transaction> unsettled;

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
    settle();
    while (true) {
      long restsUntil = health().restsUntil();
      if (restsUntil > clock.millis()) {
        return restsUntil;
      }
      long due = database.read(reading -> outbox.nextDue(reading, name())).orElse(NEVER);
      if (due <= clock.millis()) {
        payOne();
      } else if (!tellNotice()) {
        return due;
      }
    }
  }

  /** Whether the channel has answered after failures since this was last asked. */
  boolean answeredAgain() {
    boolean answer = answeredAgain;
    answeredAgain = false;
    return answer;
  }

  /**
   * Ends a rest that only failures imposed: another channel has just answered again, so it may have
   * been our own line that was down.
   */
  void retryNow() {
    Health known = health();
    if (known.mayBeBack()) {
      database.write(
          writing -> {
            outbox.hasten(writing, name(), clock.millis());
            return null;
          });
      health = known.rested();
    }
  }

  private void payOne() throws InterruptedException {
    long now = clock.millis();
    Optional<Delivery> claimed =
        database.write(writing -> outbox.claim(writing, name(), now, now + LEASE.toMillis()));
    if (claimed.isEmpty()) {
      return;
    }
    Delivery delivery = claimed.get();
    Optional<Alert> news = database.read(reading -> renderer.render(reading, delivery));
    if (news.isEmpty()) {
      settleBy(writing -> outbox.paid(writing, delivery, clock.millis()));
      return;
    }
    Alert alert = delivery.simplified() ? news.get().simplified() : news.get();
    DeliveryResult result = attempt(alert);
    long settledAt = clock.millis();
    Consumer<Transaction> healthEntry = examine(result, settledAt);
    settleBy(
        writing -> {
          healthEntry.accept(writing);
          enter(writing, delivery, alert, result, settledAt);
        });
  }

  private void enter(
      Transaction writing, Delivery delivery, Alert alert, DeliveryResult result, long now) {
    long restsUntil = health().restsUntil();
    switch (result.outcome()) {
      case DELIVERED -> outbox.paid(writing, delivery, now);
      case WAIT_UNTIL -> outbox.postpone(writing, delivery, restsUntil);
      case RETRY, BAD_CHANNEL -> outbox.postpone(writing, delivery.failed(false), restsUntil);
      case UNSURE -> outbox.postpone(writing, delivery.failed(true), restsUntil);
      case BAD_MESSAGE -> {
        if (delivery.simplified()) {
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
    Consumer<Transaction> healthEntry = examine(result, clock.millis());
    boolean over = result.outcome() == Outcome.DELIVERED || result.outcome() == Outcome.BAD_MESSAGE;
    settleBy(
        writing -> {
          healthEntry.accept(writing);
          if (over) {
            outbox.notices().told(writing, name(), next.get());
          }
        });
    return true;
  }

  private DeliveryResult attempt(Alert alert) throws InterruptedException {
    try {
      DeliveryResult result = channel.deliver(alert);
      log(alert, result);
      return result;
    } catch (RuntimeException e) {
      LOG.error("{}: a defect of this channel", name(), e);
      return DeliveryResult.retry("internal error, see the log");
    }
  }

  private void log(Alert alert, DeliveryResult result) {
    String headline = alert.body().lines().findFirst().orElse("");
    switch (result.outcome()) {
      case DELIVERED -> LOG.info("{}: delivered \"{}\"", name(), headline);
      case WAIT_UNTIL ->
          LOG.warn("{}: asked to wait until {}: {}", name(), result.until(), result.reason());
      case RETRY -> LOG.warn("{}: will be tried again: {}", name(), result.reason());
      case UNSURE ->
          LOG.warn("{}: could not confirm, will be tried again: {}", name(), result.reason());
      case BAD_MESSAGE -> LOG.error("{}: refused \"{}\": {}", name(), headline, result.reason());
      case BAD_CHANNEL -> LOG.error("{}: needs attention: {}", name(), result.reason());
    }
  }

  /** Draws the channel's health from an answer; gives what is to be written of it. */
  private Consumer<Transaction> examine(DeliveryResult result, long now) {
    Health before = health();
    Health after = before.after(result, schedule, now);
    health = after;
    answeredAgain |= result.outcome() == Outcome.DELIVERED && before.mayBeBack();
    return writing -> {
      if (before.told() != after.told() || before.badSince() != after.badSince()) {
        outbox.states().write(writing, name(), after);
      }
      if (after.bad() && !before.bad()) {
        String text = name() + " needs attention: " + result.reason();
        outbox.notices().owe(writing, name(), text, now);
      }
      if (before.bad() && !after.bad()) {
        outbox.notices().withdraw(writing, name());
      }
      if (before.failures() > 0 && after.failures() == 0) {
        outbox.hasten(writing, name(), now);
      }
    };
  }

  private Health health() {
    Health known = health;
    if (known == null) {
      known = database.read(reading -> outbox.states().read(reading, name()));
      health = known;
    }
    return known;
  }

  /** Keeps what is to be written until it is: an alert that was sent must not be sent again. */
  private void settleBy(Consumer<Transaction> entry) {
    unsettled = entry;
    settle();
  }

  private void settle() {
    Consumer<Transaction> entry = unsettled;
    if (entry != null) {
      database.write(
          writing -> {
            entry.accept(writing);
            return null;
          });
      unsettled = null;
    }
  }
}
