package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Lease;
import io.github.scrappyddns.outbox.Notices;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.RetrySchedule;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a lane tells its notices. One that the service refuses is sent in its simplest form, and then
 * rests, so that no other waits for it; it is never given up. Used by one thread at a time.
 */
final class Telling {
  /** What is known of a notice that was refused. */
  private record Refusal(int times, long restsUntil) {}

  private final Attempts attempts;
  private final Database database;
  private final Outbox outbox;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final LaneHealth health;
  private final Settlement settlement;
  private final Map<Notices.Notice, Refusal> refusals = new HashMap<>();
  private long restsUntil = Lane.NEVER;

  Telling(
      Attempts attempts,
      Database database,
      Outbox outbox,
      RetrySchedule schedule,
      InstantSource clock,
      LaneHealth health,
      Settlement settlement) {
    this.attempts = attempts;
    this.database = database;
    this.outbox = outbox;
    this.schedule = schedule;
    this.clock = clock;
    this.health = health;
    this.settlement = settlement;
  }

  /** Sends the oldest notice that does not rest; false where there is none. */
  boolean tellOne(long now) {
    List<Notices.Notice> all =
        database.read(reading -> outbox.notices().of(reading, attempts.channel()));
    refusals.keySet().retainAll(all);
    restsUntil = Lane.NEVER;
    for (Notices.Notice notice : all) {
      Refusal refusal = refusals.getOrDefault(notice, new Refusal(0, 0));
      if (refusal.restsUntil() <= now) {
        Lease lease = outbox.lease(now);
        if (database.write(writing -> claim(writing, notice, now, lease))) {
          Alert whole = outbox.notices().alert(notice);
          Alert alert = refusal.times() == 0 ? whole : whole.simplified();
          attempts.begin(alert, result -> settle(notice, lease, refusal, result));
          return true;
        }
        continue;
      }
      restsUntil = Math.min(restsUntil, refusal.restsUntil());
    }
    return false;
  }

  private boolean claim(Transaction writing, Notices.Notice notice, long now, Lease lease) {
    if (!outbox.notices().claim(writing, attempts.channel(), notice, now, lease)) {
      return false;
    }
    boolean mine = health.mayUse(writing, now, lease);
    if (!mine) {
      outbox.notices().giveBack(writing, attempts.channel(), notice, lease);
    }
    return mine;
  }

  /** When the first of the notices that rest is to be sent again; {@link Lane#NEVER} for none. */
  long restsUntil() {
    return restsUntil;
  }

  private void settle(Notices.Notice notice, Lease lease, Refusal before, DeliveryResult result) {
    long now = clock.millis();
    if (result.outcome() == Outcome.BAD_MESSAGE) {
      int times = before.times() + 1;
      long rest = times == 1 ? now : now + schedule.delayMillis(times);
      refusals.put(notice, new Refusal(times, rest));
    }
    Consumer<Transaction> finding = health.examine(result, result.reason(), now);
    settlement.settleBy(
        writing -> {
          finding.accept(writing);
          if (result.outcome() == Outcome.DELIVERED) {
            outbox.notices().delivered(writing, attempts.channel(), notice);
          } else {
            outbox.notices().giveBack(writing, attempts.channel(), notice, lease);
          }
        });
  }
}
