package io.github.scrappyddns.api;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.access.key.ApiKey;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that programs can ask and order: finds the route of a call, and whether its key opens it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, bearer tokens</a>
 */
final class Api {
  /** Where it stands. */
  static final String ROOT = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([^ ]{1,200}) *");

  private final ApiParts parts;
  private final Function<Request, Duration> brake;
  private final Repeats repeats;
  private final List<Route> routes;

  /**
   * @param brake counts a wrong key; gives how long to hold back the answer
   * @param threads those that may block
   */
  Api(ApiParts parts, Function<Request, Duration> brake, Executor threads) {
    this.parts = parts;
    this.brake = brake;
    repeats = new Repeats(parts.repeatable(), threads);
    routes = routes(parts);
  }

  /** What can be asked and ordered. */
  static List<Route> routes(ApiParts parts) {
    return Stream.of(
            new ServiceResource(parts).routes(),
            new NetworkResource(parts).routes(),
            new TokenResource(parts).routes(),
            new EventResource(parts).routes(),
            new ChannelResource(parts).routes(),
            new KeyResource(parts).routes(),
            new FileResource(parts).routes(),
            new ImportResource(parts).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** Whether a call may bring a whole file. */
  boolean mayImport(Request head) {
    return head.method().equals("POST")
        && head.path().equals(ROOT + ImportResource.PATH)
        && credential(head)
            .flatMap(parts.keys()::find)
            .filter(key -> key.scope() == Scope.WRITE)
            .isPresent();
  }

  /** Answers a call; what cannot be answered is a problem, and never a failure. */
  CompletableFuture<Response> answer(Request request) {
    try {
      return obey(request).exceptionally(failure -> problem(failure));
    } catch (Problem | DatabaseException | UncheckedIOException e) {
      return CompletableFuture.completedFuture(problem(e));
    }
  }

  private static Response problem(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    Throwable failure = cause == null ? thrown : cause;
    if (failure instanceof Problem problem) {
      return problem.answer();
    }
    if (failure instanceof DatabaseException trouble) {
      LOG.warn("A call of the API could not be answered: {}", trouble.getMessage());
      return Problem.of(Kind.STORAGE, "Try again in a moment; the log of the service has more")
          .with("Retry-After", "5")
          .answer();
    }
    if (failure instanceof UncheckedIOException trouble) {
      LOG.warn("A call of the API could not be answered: {}", String.valueOf(trouble.getCause()));
      return Problem.of(
              Kind.STORAGE, "A file could not be written; the log of the service has more")
          .with("Retry-After", "5")
          .answer();
    }
    throw failure instanceof RuntimeException defect ? defect : new CompletionException(failure);
  }

  private CompletableFuture<Response> obey(Request request) {
    String credential = credential(request).orElse("");
    Optional<ApiKey> key = parts.keys().find(credential);
    if (key.isEmpty()) {
      // Who sends none has guessed nothing.
      return CompletableFuture.completedFuture(
          credential.isEmpty()
              ? withoutKey()
              : keyNeeded("There is no such key, or not any more").after(brake.apply(request)));
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (!request.path().equals(ROOT) && !request.path().startsWith(ROOT + "/")) {
      throw Problem.of(Kind.NOT_FOUND, "This service speaks version 1: " + ROOT);
    }
    String path = request.path().substring(ROOT.length());
    TreeSet<String> others = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> places = route.places(path);
      if (places.isPresent() && route.method().equals(method)) {
        return obey(request, credential, key.get(), route, places.get());
      }
      places.ifPresent(fits -> others.add(route.method()));
    }
    throw others.isEmpty()
        ? Problem.of(Kind.NOT_FOUND, "The paths are in " + ROOT + "/openapi.yaml")
        : Problem.of(Kind.METHOD_NOT_ALLOWED, "Here one can " + String.join(", ", others))
            .with("Allow", String.join(", ", others));
  }

  private CompletableFuture<Response> obey(
      Request request, String credential, ApiKey key, Route route, Map<String, String> places) {
    if (route.scope() == Scope.WRITE && key.scope() != Scope.WRITE) {
      throw Problem.of(Kind.READ_ONLY_KEY, "Use a key that may write");
    }
    Visitor who =
        new Visitor("key: " + key.name(), parts.address().apply(request), OptionalLong.empty(), "");
    Call call = new Call(request, key, who, places);
    return route.method().equals("POST")
        ? repeats.once(call, credential, route.work())
        : route.work().apply(call);
  }

  /** Whether a call names a key, good or not. */
  static boolean hasCredential(Request request) {
    return credential(request).isPresent();
  }

  /** What is answered to a call that does not. */
  static Response withoutKey() {
    return keyNeeded("Send Authorization: Bearer with a key of the dashboard");
  }

  private static Response keyNeeded(String detail) {
    return Problem.of(Kind.KEY_NEEDED, detail)
        .with("WWW-Authenticate", "Bearer realm=\"api\"")
        .answer();
  }

  private static Optional<String> credential(Request request) {
    return request.headers().values("Authorization").stream()
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(bearer -> bearer.group(1))
        .findFirst();
  }
}
