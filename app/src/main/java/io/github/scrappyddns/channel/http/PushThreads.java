package io.github.scrappyddns.channel.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The threads in which channels reach the world: a few for all of them together, which never wait,
 * and one more for each thing that cannot be done without waiting, for as long as it lasts.
 *
 * <p>None rests for long, and none is bound to ours: inside a servlet container they may outlive
 * the web application by some seconds, and must not lead to its classes. Safe for use by several
 * threads.
 */
public final class PushThreads {
  private static final int FEW = 4;
  private static final long IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor few =
      new ScheduledThreadPoolExecutor(FEW, task -> unbound("push worker", task));

  public PushThreads() {
    few.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    few.allowCoreThreadTimeOut(true);
    few.setRemoveOnCancelPolicy(true);
  }

  /** Runs a task that may wait, in a thread of its own. */
  public void alone(String name, Runnable task) {
    unbound(name, task).start();
  }

  /** Runs a task that does not wait, after a time, unless it is cancelled before. */
  public Future<?> after(Duration time, Runnable task) {
    return few.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** An HTTP client that does its work here; its own thread is as unbound as these. */
  HttpClient client(UnaryOperator<HttpClient.Builder> settings) {
    Thread current = Thread.currentThread();
    ClassLoader ours = current.getContextClassLoader();
    // Threads inherit it, and the container would take them for ours.
    current.setContextClassLoader(null);
    try {
      return settings.apply(HttpClient.newBuilder().executor(few)).build();
    } finally {
      current.setContextClassLoader(ours);
    }
  }

  private static Thread unbound(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
