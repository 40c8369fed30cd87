package io.github.scrappyddns.metrics;

import io.github.scrappyddns.http.CallThreads;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}: the figures in Prometheus' text, or in that of OpenMetrics for who asks for it.
 * Whoever may not see them is told how to get there. Nothing is made before the first who may.
 */
public final class MetricsEndpoint implements Endpoint, AutoCloseable {
  private static final int MOST_WAITING = 8;
  private static final Response BUSY = Response.text(503, "Too many ask at once\n");
  private static final Response FORBIDDEN =
      Response.text(
          403, "For callers on this machine alone. Set METRICS_TOKEN to let others in.\n");
  private static final Response UNAUTHORIZED =
      new Response(
          401,
          "Send METRICS_TOKEN as a bearer token\n",
          Map.of("WWW-Authenticate", "Bearer realm=\"metrics\""),
          Duration.ZERO);

  private final MetricsGuard guard;
  private final Supplier<Sources> making;
  private final ThreadPoolExecutor threads = CallThreads.of("metrics", 1, MOST_WAITING);
  private @Nullable Sources sources;

  /**
   * @param making called once, for the first who may see them
   */
  public MetricsEndpoint(MetricsGuard guard, Supplier<Sources> making) {
    this.guard = guard;
    this.making = making;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    if (!guard.admits(request)) {
      return CompletableFuture.completedFuture(
          guard.asksForToken() ? UNAUTHORIZED.after(guard.refuse(request)) : FORBIDDEN);
    }
    String accepted = String.join(",", request.headers().values("Accept"));
    try {
      return CompletableFuture.supplyAsync(() -> Exposition.of(sources(), accepted), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(BUSY);
    }
  }

  private synchronized Sources sources() {
    Sources known = sources;
    if (known == null) {
      known = making.get();
      sources = known;
    }
    return known;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
