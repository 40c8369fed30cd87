package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a channel has been answered what nobody understands. Safe for use by several threads.
 */
public final class Patience {
  /** Restarts and repairs are over by then. */
  public static final Duration USUAL = Duration.ofHours(3);

  private @Nullable Instant since;

  /**
   * The verdict on such an answer, also under a clock that was set back: the first one at first, a
   * bad channel when it has lasted.
   *
   * @param length how long it is borne
   */
  public synchronized DeliveryResult tried(DeliveryResult first, Instant at, Duration length) {
    Instant begun = since;
    if (begun == null || at.isBefore(begun)) {
      since = at;
      return first;
    }
    Duration lasted = Duration.between(begun, at);
    return lasted.compareTo(length) < 0
        ? first
        : DeliveryResult.badChannel(first.reason() + ", for " + spoken(lasted) + " now");
  }

  /** Notes that the channel works. */
  public synchronized void restore() {
    since = null;
  }

  private static String spoken(Duration lasted) {
    long hours = lasted.toHours();
    return hours == 0 ? lasted.toMinutes() + " minutes" : hours == 1 ? "an hour" : hours + " hours";
  }
}
