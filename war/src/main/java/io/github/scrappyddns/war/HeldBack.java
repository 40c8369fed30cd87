package io.github.scrappyddns.war;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers that are sent with a delay, in the order of their time. At shutdown all of them are sent
 * at once. Safe for use by several threads.
 */
final class HeldBack implements AutoCloseable {
  private static final long PATIENCE_AT_THE_END_SECONDS = 3;

  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "held back answers"));

  /**
   * Sends an answer after a while.
   *
   * @param answer run once, by a thread that others wait for
   */
  void give(Runnable answer, Duration wait) {
    waiting.add(answer);
    try {
      var unused = clock.schedule(() -> giveNow(answer), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException atTheEnd) {
      giveNow(answer);
    }
  }

  private void giveNow(Runnable answer) {
    if (waiting.remove(answer)) {
      answer.run();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    waiting.forEach(this::giveNow);
    try {
      var unused = clock.awaitTermination(PATIENCE_AT_THE_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
