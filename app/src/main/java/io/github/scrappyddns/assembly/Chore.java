package io.github.scrappyddns.assembly;

import io.github.scrappyddns.database.engine.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is repeated even after it failed. A failure is logged once for as long as it stays
 * the same. Used by one thread at a time.
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
    } catch (DatabaseException e) {
      if (isNew(e)) {
        LOG.error("Will try again: {}", e.getMessage());
      }
    } catch (RuntimeException e) {
      if (isNew(e)) {
        LOG.error("Internal error; will try again", e);
      }
    }
  }

  private boolean isNew(RuntimeException failure) {
    boolean told = trouble.equals(failure.toString());
    trouble = failure.toString();
    return !told;
  }
}
