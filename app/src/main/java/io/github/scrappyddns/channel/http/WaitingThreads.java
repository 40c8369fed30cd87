package io.github.scrappyddns.channel.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for tasks that wait for a host: few, however many hosts there are, and what finds none of
 * them free waits for its turn without one.
 *
 * <p>Hosts that took long the last time have threads of their own, so that they delay the others
 * once at most. Safe for use by several threads.
 */
final class WaitingThreads {
  private static final long LONG_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long IDLE_SECONDS = 5;

  private final Executor usual;
  private final Executor patient;
  private final Set<String> slow = ConcurrentHashMap.newKeySet();

  /**
   * @param usual how many threads there are at most for hosts that took no longer than others
   * @param patient how many more for those that did
   */
  WaitingThreads(int usual, int patient, ThreadFactory making) {
    this.usual = few(usual, making);
    this.patient = few(patient, making);
  }

  private static Executor few(int most, ThreadFactory making) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), making);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Runs a task that waits for a host, when its turn has come.
   *
   * @throws OutOfMemoryError where this machine gives no thread for it; it is not run then
   */
  void run(String host, Runnable task) {
    (slow.contains(host) ? patient : usual).execute(() -> runTimed(host, task));
  }

  private void runTimed(String host, Runnable task) {
    long begun = System.nanoTime();
    try {
      task.run();
    } finally {
      if (System.nanoTime() - begun >= LONG_NANOS) {
        slow.add(host);
      } else {
        slow.remove(host);
      }
    }
  }
}
