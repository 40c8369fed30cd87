package io.github.scrappyddns.access;

import io.github.scrappyddns.address.PublicAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The brake on guessing: after some wrong passwords a caller waits before the next one is looked
 * at, for longer each time, half a minute at most. Who calls from elsewhere does not wait, and who
 * is signed in never does. An IPv6 caller is its /64. Safe for use by several threads.
 */
final class Guesses {
  private static final int FREE = 5;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);
  private static final int MOST = 4_096;

  private record Wrong(int times, long last) {}

  private final InstantSource clock;

  /** The one who was wrong longest ago stands first, and is forgotten first. */
  private final Map<Long, Wrong> byCaller =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Wrong> eldest) {
          return size() > MOST;
        }
      };

  Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /** How long a caller has to wait; zero where it may try. */
  synchronized Duration pause(PublicAddress caller) {
    Wrong wrong = byCaller.get(caller.subscriber());
    long now = clock.millis();
    if (wrong == null || wrong.times() < FREE || isOver(wrong, now)) {
      return Duration.ZERO;
    }
    long length = Math.min(LONGEST.toMillis(), 1000L << Math.min(wrong.times() - FREE, 10));
    return Duration.ofMillis(Math.max(0, wrong.last() + length - now));
  }

  /** Notes a wrong one. */
  synchronized void wrong(PublicAddress caller) {
    long now = clock.millis();
    byCaller.merge(
        caller.subscriber(),
        new Wrong(1, now),
        (before, one) -> isOver(before, now) ? one : new Wrong(before.times() + 1, now));
  }

  /** Forgets what a caller did, who is known now. */
  synchronized void right(PublicAddress caller) {
    byCaller.remove(caller.subscriber());
  }

  /** A clock that was set back ends a wait, too. */
  private static boolean isOver(Wrong wrong, long now) {
    return now - wrong.last() > FORGOTTEN.toMillis() || now < wrong.last();
  }
}
