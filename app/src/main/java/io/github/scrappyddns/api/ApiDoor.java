package io.github.scrappyddns.api;

import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.http.CallThreads;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api} and all below it: behind this door nothing is made before somebody knocks. What the
 * document says of the API may be read by everybody; the rest asks for a key.
 */
public final class ApiDoor implements Endpoint, AutoCloseable {
  private static final int MOST_THREADS = 2;
  private static final int MOST_WAITING = 64;

  /** In bytes: it is in memory as a whole, and more than once. */
  private static final int LARGEST_IMPORT = 4 * 1024 * 1024;

  private final Supplier<ApiParts> making;
  private final Function<Request, Duration> brake;
  private final ThreadPoolExecutor threads = CallThreads.of("api", MOST_THREADS, MOST_WAITING);
  private @Nullable Api api;

  /**
   * @param making called once, for the first who knocks
   * @param brake counts a wrong key; gives how long to hold back the answer
   */
  public ApiDoor(Supplier<ApiParts> making, Function<Request, Duration> brake) {
    this.making = making;
    this.brake = brake;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    if (!Document.isAsked(request) && !Api.hasCredential(request)) {
      return CompletableFuture.completedFuture(Api.withoutKey());
    }
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(this::answer, threads)
        .exceptionally(ApiDoor::rejected);
  }

  /** A defect is left to who guards all endpoints. */
  private static Response rejected(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedExecutionException) {
      return Problem.of(Kind.BUSY, "Try again in a moment").with("Retry-After", "1").answer();
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  @Override
  public Response tooLarge(Request head) {
    return Problem.of(
            Kind.TOO_LARGE,
            "A body may have 4 kB; a file that is imported with a key that may write, 4 MB")
        .answer();
  }

  @Override
  public CompletableFuture<Integer> room(Request head) {
    try {
      return CompletableFuture.supplyAsync(
              () -> api().mayImport(head) ? LARGEST_IMPORT : Request.LARGEST_BODY, threads)
          .exceptionally(failure -> Request.LARGEST_BODY);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Request.LARGEST_BODY);
    }
  }

  private CompletableFuture<Response> answer(Request request) {
    return Document.answer(request)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> api().answer(request));
  }

  private Api api() {
    synchronized (making) {
      Api known = api;
      if (known == null) {
        known = new Api(making.get(), brake, threads);
        api = known;
      }
      return known;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
