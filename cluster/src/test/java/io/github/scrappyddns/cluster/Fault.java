package io.github.scrappyddns.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that went wrong on purpose.
 *
 * @param what in words
 * @param where what it befell
 * @param touched how many instances it kept from their work
 * @param from when it began
 * @param until when it was mended, as far as the test can see
 */
record Fault(String what, Where where, int touched, Instant from, Instant until) {
  /** What can break. */
  enum Where {
    INSTANCE,
    DATABASE
  }

  /** What was sent so long before could not be settled; so long after it, all works again. */
  private static final Duration BEFORE = Duration.ofSeconds(5);

  private static final Duration AFTER = Duration.ofSeconds(15);

  /** Whether it explains that what was sent at a time could not be settled. */
  boolean explains(Instant sent) {
    return sent.isAfter(from.minus(BEFORE)) && sent.isBefore(until.plus(AFTER));
  }

  /** Whether it explains that a call waited: only an instance itself can keep somebody waiting. */
  boolean delays(Call call) {
    return where == Where.INSTANCE
        && call.answered().isAfter(from)
        && call.sent().isBefore(until.plus(BEFORE));
  }

  @Override
  public String toString() {
    return "%s from %s for %.1f s"
        .formatted(what, from, Duration.between(from, until).toMillis() / 1000.0);
  }
}
