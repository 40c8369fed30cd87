package io.github.scrappyddns.timeline;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Horizon;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the timeline is kept: the newest events of each network, for so long, and all that
 * some channel is still to be told, and the newest of all.
 *
 * <p>A sweep over all events goes in small steps, each a short look and, where something may go, a
 * short transaction: it holds up nobody, and a crash between two of them leaves nothing to mend.
 * What an alert tells stands in the events that it is owed for, so nothing older is needed. Used by
 * one thread at a time.
 */
public final class History {
  /** Of one network. */
  public static final int MOST = 10_000;

  /** Events of one look. */
  static final int STEP = 500;

  private static final int STEPS_OF_A_ROUND = 20;
  private static final Duration REST = Duration.ofMinutes(10);

  /** Between two rounds; where more went by, somebody set the clock, or the machine slept. */
  private static final Duration JUMP = Duration.ofMinutes(5);

  /** For so long must a clock go without a jump before anything is old by it. */
  private static final Duration STEADY = Duration.ofHours(1);

  // What is owed is asked for in the transaction that forgets: a debt may be inherited meanwhile.
  // The newest of all stays: SQLite would give its number again, and debts know events by number.
  private static final String FORGET =
      "DELETE FROM event WHERE network_id = ? AND id >= ? AND id <= ? AND (id < ? OR at < ?)"
          + " AND id < (SELECT MAX(newest.id) FROM event AS newest)"
          + " AND NOT EXISTS (SELECT 1 FROM delivery"
          + " WHERE delivery.network_id = event.network_id"
          + " AND delivery.owed_event > delivery.paid_event AND delivery.paid_at <> -1"
          + " AND delivery.paid_event < event.id AND delivery.owed_event >= event.id)";

  /** Some events of one network that stand side by side, of which some may go. */
  private record Run(long networkId, long first, long last, long keptFrom) {}

  private final Database database;
  private final Timeline timeline;
  private final long keptMillis;
  private final InstantSource clock;
  private Mark reached = Mark.BEFORE_ALL;
  private long restsUntil;
  private long lastLook;
  private long steadySince;

  /**
   * @param keptFor how long an event is kept
   */
  public History(Database database, Timeline timeline, Duration keptFor, InstantSource clock) {
    this.database = database;
    this.timeline = timeline;
    this.keptMillis = keptFor.toMillis();
    this.clock = clock;
  }

  /**
   * Goes on with the sweep for some steps; called every second. After a sweep there is a pause.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException where the events cannot be read
   *     or removed; the next round goes on at the same place
   */
  public void prune() {
    long now = clock.millis();
    heedClock(now);
    if (new Horizon(REST).heed(restsUntil, now) > now) {
      return;
    }
    boolean steady = now - steadySince >= STEADY.toMillis();
    long keptSince = steady ? now - keptMillis : Long.MIN_VALUE;
    for (int step = 0; step < STEPS_OF_A_ROUND; step++) {
      if (!step(keptSince)) {
        reached = Mark.BEFORE_ALL;
        restsUntil = now + REST.toMillis();
        return;
      }
    }
  }

  private void heedClock(long now) {
    if (Math.abs(now - lastLook) > JUMP.toMillis()) {
      steadySince = now;
    }
    lastLook = now;
  }

  /** Whether there may be more. */
  private boolean step(long keptSince) {
    List<Mark> page = database.read(reading -> timeline.page(reading, reached, STEP));
    if (page.isEmpty()) {
      return false;
    }
    List<Run> runs = runs(page, keptSince);
    if (!runs.isEmpty()) {
      database.write(
          writing -> {
            for (Run run : runs) {
              writing.update(FORGET, run.networkId, run.first, run.last, run.keptFrom, keptSince);
            }
            return null;
          });
    }
    reached = page.get(page.size() - 1);
    return page.size() == STEP;
  }

  private List<Run> runs(List<Mark> page, long keptSince) {
    Map<Long, List<Mark>> byNetwork = new LinkedHashMap<>();
    for (Mark mark : page) {
      byNetwork.computeIfAbsent(mark.networkId(), network -> new ArrayList<>()).add(mark);
    }
    long first = page.get(0).networkId();
    long last = page.get(page.size() - 1).networkId();
    List<Run> runs = new ArrayList<>();
    byNetwork.forEach(
        (network, marks) -> {
          // All events of those between the first and the last are on this page.
          long keptFrom = network == first || network == last ? keptFrom(network) : Long.MIN_VALUE;
          if (marks.stream().anyMatch(mark -> mark.id() < keptFrom || mark.at() < keptSince)) {
            runs.add(
                new Run(network, marks.get(0).id(), marks.get(marks.size() - 1).id(), keptFrom));
          }
        });
    return runs;
  }

  private long keptFrom(long network) {
    return database.read(reading -> timeline.newest(reading, network, MOST)).orElse(Long.MIN_VALUE);
  }
}
