package io.github.scrappyddns.dashboard.badge;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.http.CallThreads;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives badges to whoever knows their code. They are made by one thread of their own, so that no
 * page and no check-in waits for whoever asks for many; nothing is made before the first one.
 */
public final class BadgeDoor implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/badge/([A-Za-z0-9_-]{22})\\.svg");
  private static final int MOST_WAITING = 64;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "image/svg+xml; charset=utf-8",
          "Cache-Control", "public, max-age=60",
          "Content-Security-Policy", "default-src 'none'; sandbox",
          "X-Content-Type-Options", "nosniff",
          "Cross-Origin-Resource-Policy", "cross-origin");

  private static final Response NOT_NOW = Response.text(503, "Try again in a moment\n");

  private final Supplier<Function<String, Optional<NetworkView.State>>> making;
  private final Language language;
  private final ThreadPoolExecutor thread = CallThreads.of("badges", 1, MOST_WAITING);
  private @Nullable Function<String, Optional<NetworkView.State>> states;

  /**
   * @param making makes what gives the state of a code, at the first call
   * @param language of what badges say: who looks at one is a stranger
   */
  public BadgeDoor(
      Supplier<Function<String, Optional<NetworkView.State>>> making, Language language) {
    this.making = making;
    this.language = language;
  }

  /** The path of a badge, without its slash. */
  public static String path(String code) {
    return "badge/" + code + ".svg";
  }

  /** The badge of a path; empty where there is none. */
  public CompletableFuture<Optional<Response>> answer(Request request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || !(request.method().equals("GET") || request.method().equals("HEAD"))) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    String code = path.group(1);
    return CompletableFuture.completedFuture(code)
        .thenApplyAsync(known -> states().apply(known), thread)
        .thenApply(state -> state.map(found -> badge(request, found)))
        .exceptionally(BadgeDoor::failed);
  }

  private Response badge(Request request, NetworkView.State state) {
    String label = Form.ofQuery(request).text("label");
    return new Response(
        200, Badge.of(Words.ofPages(language), label, state), HEADERS, Duration.ZERO);
  }

  private static Optional<Response> failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedExecutionException || cause instanceof DatabaseException) {
      return Optional.of(NOT_NOW);
    }
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }

  private synchronized Function<String, Optional<NetworkView.State>> states() {
    Function<String, Optional<NetworkView.State>> known = states;
    if (known == null) {
      known = making.get();
      states = known;
    }
    return known;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
