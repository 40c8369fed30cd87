package io.github.scrappyddns.checkin.held;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this instance heard of addresses that the database holds, until it is written there. To the
 * half minute: a network that calls more often costs no write each time.
 */
public final class ConfirmedHere implements Confirmations {
  private static final long WORTH_WRITING_MILLIS = Duration.ofSeconds(30).toMillis();
  private static final long FINEST_MILLIS = 1_000;
  private static final int AT_ONCE = 1_000;

  private final Map<Place, Held> confirmed = new ConcurrentHashMap<>();
  private volatile long worthWriting = WORTH_WRITING_MILLIS;

  /** How far behind what is written may be, in milliseconds. */
  public long worthWriting() {
    return worthWriting;
  }

  /** Notes calls as finely as one needs who waits for them for a time, in milliseconds. */
  public void attend(long millis) {
    worthWriting = Math.max(FINEST_MILLIS, Math.min(WORTH_WRITING_MILLIS, millis / 4));
  }

  /**
   * Notes that a network was seen at an address.
   *
   * @param held what the database holds, with the time that it has
   * @param now epoch milliseconds
   */
  public void note(Held held, long now) {
    // What lies ahead was written before somebody set the clock back.
    if (Math.abs(now - held.lastSeen()) >= worthWriting) {
      confirmed.put(held.place(), held.seenAt(now));
    }
  }

  @Override
  public void begin() {
    // A round is what was noted by then.
  }

  @Override
  public void beginLast() {
    // All are looked at in each round.
  }

  @Override
  public boolean hasMore() {
    return !confirmed.isEmpty();
  }

  @Override
  public List<Held> next() {
    List<Held> some = new ArrayList<>();
    Iterator<Held> all = confirmed.values().iterator();
    while (some.size() < AT_ONCE && all.hasNext()) {
      some.add(all.next());
      all.remove();
    }
    return some;
  }

  @Override
  public void takeBack(Held held) {
    confirmed.putIfAbsent(held.place(), held);
  }
}
