package io.github.scrappyddns.silence;

/** When a network counts as silent: pure functions of what is known of it. All in milliseconds. */
final class Verdict {
  /** What lies further ahead was written before somebody set the clock back. */
  private static final long AHEAD = 60_000;

  private Verdict() {}

  /**
   * The time from which on a network is silent unless it calls before.
   *
   * @param lastHeard by a clock that may have been set since
   * @param fitSince from when on this service would have heard it
   */
  static long silentAt(long now, long lastHeard, long fitSince, long silentAfter, long lag) {
    long heard = isPast(lastHeard, now) ? Math.min(lastHeard, now) : 0;
    return Math.max(heard, fitSince) + silentAfter + lag;
  }

  /**
   * Whether a silent network has called since.
   *
   * @param since when it was last heard before it fell silent
   */
  static boolean isBack(long now, long lastHeard, long since) {
    return isPast(lastHeard, now) && (lastHeard > since || !isPast(since, now));
  }

  private static boolean isPast(long time, long now) {
    return time <= now + AHEAD;
  }
}
