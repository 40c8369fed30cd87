package io.github.scrappyddns.channel.http;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A factory of HTTP clients whose threads are not bound to ours.
 *
 * <p>A client of JDK 17 cannot be closed: its threads end some time after the last use. Inside a
 * servlet container they outlive the web application for that time, and must not refer to its
 * classes.
 */
final class UnboundClients {
  private static final long IDLE_SECONDS = 5;

  private UnboundClients() {}

  static HttpClient make(UnaryOperator<HttpClient.Builder> settings) {
    Thread current = Thread.currentThread();
    ClassLoader ours = current.getContextClassLoader();
    // Threads inherit it, and the container would take them for ours.
    current.setContextClassLoader(null);
    try {
      return settings.apply(HttpClient.newBuilder().executor(workers())).build();
    } finally {
      current.setContextClassLoader(ours);
    }
  }

  /** As many threads as there is work; idle ones end soon. */
  private static ExecutorService workers() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread worker = new Thread(task, "push worker");
          worker.setDaemon(true);
          worker.setContextClassLoader(null);
          return worker;
        });
  }
}
