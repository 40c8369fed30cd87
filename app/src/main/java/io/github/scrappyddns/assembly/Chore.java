package io.github.scrappyddns.assembly;

import io.github.scrappyddns.database.engine.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is run again and again, whatever became of it the time before: the executor that runs
 * it would drop one that throws, and say nothing. What goes wrong is told once for as long as it
 * stays the same. Used by one thread at a time.
 */
final class Chore implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

  private final Runnable task;
  private String trouble = "";

  Chore(Runnable task) {
    this.task = task;
  }

  @Override
  public void run() {
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
