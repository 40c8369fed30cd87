package io.github.scrappyddns.channel.http;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The threads in which channels reach the world: a few for all of them together, which never wait,
 * and a limited number for what cannot be done without waiting: look-ups of names, and
 * conversations with mail servers and programs.
 *
 * <p>None rests for long, and none is bound to ours: inside a servlet container they may outlive
 * the web application by some seconds, and must not lead to its classes. Safe for use by several
 * threads.
 */
public final class PushThreads {
  private static final int FEW = 4;
  private static final long IDLE_SECONDS = 5;

  /** Of each kind; a look-up is short, unless its resolver is away. */
  private static final int LOOK_UPS = 4;

  private static final int CONVERSATIONS = 12;
  private static final int SLOW_CONVERSATIONS = 4;

  private final ScheduledThreadPoolExecutor few =
      new ScheduledThreadPoolExecutor(FEW, task -> unbound("push worker", task));

  private final LookUps lookUps;
  private final WaitingThreads conversations =
      new WaitingThreads(CONVERSATIONS, SLOW_CONVERSATIONS, task -> unbound("conversation", task));

  /** Threads that ask the system for the addresses of hosts. */
  public PushThreads() {
    this(InetAddress::getByName);
  }

  /** Threads that ask another one. */
  public PushThreads(Resolver resolver) {
    lookUps =
        new LookUps(
            resolver,
            new WaitingThreads(
                LOOK_UPS, LOOK_UPS, task -> unbound("look-up of a push service", task)));
    few.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    few.allowCoreThreadTimeOut(true);
    few.setRemoveOnCancelPolicy(true);
  }

  /**
   * Asks for an address of a host; fails with an {@link java.net.UnknownHostException} where it has
   * none, and with an {@link OutOfMemoryError} where this machine gives no more threads.
   */
  public CompletableFuture<InetAddress> addressOf(String host) {
    return lookUps.addressOf(host);
  }

  /**
   * Runs a task that waits for a host or a program, as soon as there is a thread for it.
   *
   * @throws OutOfMemoryError where this machine gives no more threads; it is not run then
   */
  public void converse(String host, Runnable task) {
    conversations.run(host, task);
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
