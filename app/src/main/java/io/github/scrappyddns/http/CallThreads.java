package io.github.scrappyddns.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for calls that would hold up all others; they end when nobody needs them. */
public final class CallThreads {
  private static final long IDLE_SECONDS = 60;

  private CallThreads() {}

  /**
   * Makes some, none of which runs yet.
   *
   * @param most of them
   * @param waiting how many calls may wait; one more is rejected
   */
  public static ThreadPoolExecutor of(String name, int most, int waiting) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> new Thread(task, name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
