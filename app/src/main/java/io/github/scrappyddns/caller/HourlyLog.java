package io.github.scrappyddns.caller;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What keeps a log short of what strangers can cause at will: it lets each thing be said once an
 * hour, and no more than a thousand things in it. Safe for use by several threads.
 */
public final class HourlyLog {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MOST = 1000;

  private final Map<String, Long> saidAt = new HashMap<>();
  private final InstantSource clock;

  public HourlyLog(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whether a thing is to be said now; it counts as said then.
   *
   * @param thing of few kinds, and of any number of callers
   */
  public synchronized boolean isDue(String thing) {
    long now = clock.millis();
    Long last = saidAt.get(thing);
    if (last != null && !isOver(last, now)) {
      return false;
    }
    if (saidAt.size() >= MOST && last == null) {
      saidAt.values().removeIf(said -> isOver(said, now));
      if (saidAt.size() >= MOST) {
        return false;
      }
    }
    saidAt.put(thing, now);
    return true;
  }

  /** A clock that was set back ends an hour, too. */
  private static boolean isOver(long said, long now) {
    return now - said >= HOUR || now < said;
  }
}
