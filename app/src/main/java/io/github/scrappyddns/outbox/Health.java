package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well a channel works, and so when it may be used again. Epoch milliseconds; immutable.
 *
 * @param failures attempts in a row that did not arrive
 * @param restsUntil no attempt before; 0 if it may be used
 * @param askedUntil until when the channel itself asked for rest, which a restart respects;
 *     otherwise 0
 * @param badSince since when its credentials or target are wrong; 0 if they are not known to be
 */
public record Health(int failures, long restsUntil, long askedUntil, long badSince) {
  private static final long FIRST_PROBE = Duration.ofMinutes(15).toMillis();
  private static final long LAST_PROBE = Duration.ofDays(1).toMillis();

  /** A service that counts by the month may ask for the rest of one. */
  static final Duration LONGEST_WAIT = Duration.ofDays(32);

  static final Health WELL = new Health(0, 0, 0, 0);

  // By hand: for the equality of records the JDK loads a part of itself that nothing else needs.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Health health
        && health.failures == failures
        && health.restsUntil == restsUntil
        && health.askedUntil == askedUntil
        && health.badSince == badSince;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(restsUntil) + 31 * failures;
  }

  public boolean bad() {
    return badSince != 0;
  }

  /** Whether it rests only because attempts failed: when another channel answers, try again. */
  public boolean mayBeBack() {
    return failures > 0 && askedUntil == 0 && !bad();
  }

  /** The same without the rest. */
  public Health withoutRest() {
    return new Health(failures, 0, askedUntil, badSince);
  }

  /** The same under a clock that was set back: what was left of a rest asked for is left of it. */
  public Health afterSetBack(long from, long to) {
    if (askedUntil == 0) {
      return withoutRest();
    }
    long end = to + Math.max(0, askedUntil - from);
    return new Health(failures, end, end, badSince);
  }

  /** The health that an answer shows. */
  public Health after(DeliveryResult result, RetrySchedule schedule, long now) {
    return switch (result.outcome()) {
      case DELIVERED -> WELL;
      // That it reads messages is no sign that it takes any.
      case BAD_MESSAGE -> bad() ? new Health(failures, 0, 0, badSince) : WELL;
      case WAIT_UNTIL -> {
        @Nullable Instant until = result.until();
        long end = until == null ? now + FIRST_PROBE : until.toEpochMilli();
        long bounded = Math.max(now + 1, Math.min(end, now + LONGEST_WAIT.toMillis()));
        yield new Health(failures, bounded, bounded, badSince);
      }
      case RETRY, UNSURE ->
          new Health(failures + 1, now + schedule.delayMillis(failures + 1), 0, badSince);
      case BAD_CHANNEL -> {
        long probe =
            bad() ? Math.min(FIRST_PROBE << Math.min(failures, 7), LAST_PROBE) : FIRST_PROBE;
        yield new Health(bad() ? failures + 1 : 1, now + probe, 0, bad() ? badSince : now);
      }
    };
  }
}
