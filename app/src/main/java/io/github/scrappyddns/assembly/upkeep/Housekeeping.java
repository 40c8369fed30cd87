package io.github.scrappyddns.assembly.upkeep;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chores that are done from time to time, beside the calls, in two threads: the operator's
 * files may lie on a drive that hangs, which must not hold up what keeps the database. Safe for use
 * by several threads.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long WATCH_MILLIS = 1_000;
  private static final long PATIENCE_AT_THE_END_SECONDS = 3;

  private final ScheduledExecutorService ours = thread("housekeeping");
  private final ScheduledExecutorService theirs = thread("file watch");
  private final List<Chore> chores = new CopyOnWriteArrayList<>();

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name));
  }

  /**
   * Does a chore of the service's own from time to time.
   *
   * @param about what it looks at, for health
   */
  public void every(long millis, String about, Runnable task) {
    add(ours, millis, about, task);
  }

  /**
   * Looks at a file of the operator's every second, in another thread.
   *
   * @param about what file it is, for health; no path
   */
  public void watch(String about, Runnable look) {
    add(theirs, WATCH_MILLIS, about, look);
  }

  private void add(ScheduledExecutorService thread, long millis, String about, Runnable task) {
    Chore chore = new Chore(about, task);
    chores.add(chore);
    var unused = thread.scheduleWithFixedDelay(chore, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Looks at a file of the operator's once, soon, in the thread that watches it. */
  public void lookSoon(String about, Runnable look) {
    try {
      theirs.execute(new Chore(about, look));
    } catch (RejectedExecutionException e) {
      LOG.debug("The service ends: nothing is begun");
    }
  }

  /** What health says of chores that do not come to their end. */
  public List<String> warnings() {
    return chores.stream().flatMap(chore -> chore.warning().stream()).toList();
  }

  /** Ends; gives up on what takes too long. */
  @Override
  public void close() {
    ours.shutdownNow();
    theirs.shutdownNow();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_AT_THE_END_SECONDS);
    try {
      var unused = ours.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      var unusedToo = theirs.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
