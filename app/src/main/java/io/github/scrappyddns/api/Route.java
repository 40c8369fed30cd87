package io.github.scrappyddns.api;

import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.http.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One thing that can be asked or ordered.
 *
 * @param template the path below {@code /api/v1}, with places such as {@code {id}}
 * @param scope what the key must open
 * @param work may block; throws {@link Problem}
 */
record Route(
    String method, String template, Scope scope, Function<Call, CompletableFuture<Response>> work) {
  static Route get(String template, Function<Call, Response> work) {
    return new Route("GET", template, Scope.READ, now(work));
  }

  static Route post(String template, Function<Call, Response> work) {
    return new Route("POST", template, Scope.WRITE, now(work));
  }

  static Route patch(String template, Function<Call, Response> work) {
    return new Route("PATCH", template, Scope.WRITE, now(work));
  }

  static Route delete(String template, Function<Call, Response> work) {
    return new Route("DELETE", template, Scope.WRITE, now(work));
  }

  private static Function<Call, CompletableFuture<Response>> now(Function<Call, Response> work) {
    return call -> CompletableFuture.completedFuture(work.apply(call));
  }

  /** What stands in the places, where a path fits. */
  Optional<Map<String, String>> places(String path) {
    String[] wanted = template.split("/", -1);
    String[] there = path.split("/", -1);
    if (wanted.length != there.length) {
      return Optional.empty();
    }
    Map<String, String> places = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        places.put(wanted[i].substring(1, wanted[i].length() - 1), there[i]);
      } else if (!wanted[i].equals(there[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(places);
  }
}
