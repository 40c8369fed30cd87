package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.database.engine.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is run again and again, whatever became of it the time before: the executor that runs
 * it would drop one that throws, and say nothing. What goes wrong is told once for as long as it
 * stays the same. Used by one thread at a time, but for {@link #warning}.
 */
final class Chore implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Chore.class);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final long AT_REST = Long.MIN_VALUE;

  private final String about;
  private final Runnable task;
  private final LongSupplier nanos;
  private String trouble = "";

  /** When the round began that is under way. */
  private volatile long begun = AT_REST;

  /**
   * @param about what it looks at, in a word or two that anyone may read
   */
  Chore(String about, Runnable task) {
    this(about, task, System::nanoTime);
  }

  Chore(String about, Runnable task, LongSupplier nanos) {
    this.about = about;
    this.task = task;
    this.nanos = nanos;
  }

  /** What health says while a round does not come to its end, as on a drive that hangs. */
  public Optional<String> warning() {
    long since = begun;
    Duration taken = Duration.ofNanos(since == AT_REST ? 0 : nanos.getAsLong() - since);
    return taken.compareTo(LONG) < 0
        ? Optional.empty()
        : Optional.of(about + ": a look at it has taken " + taken.toSeconds() + " s so far");
  }

  @Override
  public void run() {
    begun = nanos.getAsLong();
    try {
      task.run();
      trouble = "";
    } catch (Throwable e) {
      try {
        tell(e);
      } catch (Throwable unheard) {
        // There was no memory left to say it. It was not noted as told, so the next round does.
        trouble = "";
      }
    } finally {
      begun = AT_REST;
    }
  }

  private void tell(Throwable failure) {
    String told = failure.toString();
    if (told.equals(trouble)) {
      return;
    }
    if (failure instanceof DatabaseException) {
      LOG.error("Will be tried again: {}", failure.getMessage());
    } else {
      LOG.error("A defect; will be tried again", failure);
    }
    trouble = told;
  }
}
