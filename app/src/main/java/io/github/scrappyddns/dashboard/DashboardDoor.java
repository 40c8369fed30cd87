package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.http.CallThreads;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the dashboard: behind it nothing is made before somebody knocks, so that a service
 * whose pages nobody opens pays nothing for them. Pages are made by threads of their own, which end
 * when nobody needs them; passwords are looked at by one, which is a part of the brake on guessing.
 */
public final class DashboardDoor implements Endpoint, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardDoor.class);
  private static final int MOST_THREADS = 2;
  private static final int MOST_WAITING = 64;
  private static final int MOST_PASSWORDS_WAITING = 8;

  private final Function<Executor, DashboardParts> making;
  private final LongAdder calls = new LongAdder();
  private final ThreadPoolExecutor pages = CallThreads.of("pages", MOST_THREADS, MOST_WAITING);
  private final ThreadPoolExecutor passwords =
      CallThreads.of("passwords", 1, MOST_PASSWORDS_WAITING);
  private @Nullable Dashboard dashboard;

  /**
   * @param making makes what the pages are made of, given their threads
   */
  public DashboardDoor(Function<Executor, DashboardParts> making) {
    this.making = making;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    calls.increment();
    if (request.path().startsWith(Dashboard.ASSETS)) {
      return run(
          request, pages, (page, call) -> CompletableFuture.completedFuture(page.asset(call)));
    }
    return run(request, Dashboard.isSlow(request) ? passwords : pages, Dashboard::answer);
  }

  /** How often somebody knocked. */
  public long calls() {
    return calls.sum();
  }

  private CompletableFuture<Response> run(
      Request request,
      ThreadPoolExecutor threads,
      BiFunction<Dashboard, Request, CompletableFuture<Response>> answering) {
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(call -> answering.apply(dashboard(), call), threads)
        .exceptionally(failure -> failed(request, failure));
  }

  /** What cannot be done now is said on a page; a defect is left to who guards all endpoints. */
  private Response failed(Request request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedExecutionException) {
      return Dashboard.isSlow(request)
          ? dashboard().busy(request)
          : dashboard().trouble(request, 503, "503");
    }
    if (cause instanceof DatabaseException) {
      LOG.warn("A page could not be made: {}", cause.getMessage());
      return dashboard().trouble(request, 503, "503");
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  /** Makes it under a lock of its own: who brings another call in does not wait for that. */
  private Dashboard dashboard() {
    synchronized (making) {
      Dashboard known = dashboard;
      if (known == null) {
        known = new Dashboard(making.apply(pages));
        dashboard = known;
      }
      return known;
    }
  }

  @Override
  public void close() {
    pages.shutdownNow();
    passwords.shutdownNow();
  }
}
