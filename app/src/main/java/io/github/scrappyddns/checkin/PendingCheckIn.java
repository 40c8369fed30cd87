package io.github.scrappyddns.checkin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A check-in that waits for the database, and the caller who waits for its answer.
 *
 * @param since when the caller began to wait, by {@link System#nanoTime}
 */
record PendingCheckIn(CheckIn checkIn, CompletableFuture<CheckInResult> answer, long since) {
  /** Callers get their answer within five seconds: many clients wait for no more than ten. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(4).toNanos();

  /** One whose caller begins to wait now. */
  PendingCheckIn(CheckIn checkIn) {
    this(checkIn, new CompletableFuture<>(), System.nanoTime());
  }

  boolean isOverdue(long now) {
    return now - since > PATIENCE_NANOS;
  }

  /** Answers that it was not stored, where no answer was given; whether none was. */
  boolean refuse(Throwable reason) {
    return answer.completeExceptionally(reason);
  }
}
