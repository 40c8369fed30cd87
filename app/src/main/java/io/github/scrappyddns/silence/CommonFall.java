package io.github.scrappyddns.silence;

import java.time.Duration;

/**
 * Whether networks fell silent together: then it is probably this server's own line, and one alert
 * says so. Pure functions.
 */
final class CommonFall {
  /** What falls within this time falls together. */
  static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private static final int LEAST = 3;

  /** What to do about those who have fallen. */
  enum Judgement {
    /** Each is told by itself. */
    EACH,
    /** More may follow, and decide it. */
    WAIT,
    /** One alert for all. */
    TOGETHER
  }

  private CommonFall() {}

  /**
   * Judges.
   *
   * @param watched how many are watched and have ever called
   * @param fallen how many fell within the time
   * @param mayFollow how many more will within it unless they call
   * @param over whether the time is over
   */
  static Judgement of(int watched, int fallen, int mayFollow, boolean over) {
    if (!over && mayFollow > 0 && isCommon(watched, fallen + mayFollow)) {
      return Judgement.WAIT;
    }
    return isCommon(watched, fallen) ? Judgement.TOGETHER : Judgement.EACH;
  }

  private static boolean isCommon(int watched, int fallen) {
    return fallen >= LEAST && 2 * fallen > watched;
  }
}
