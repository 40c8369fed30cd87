package io.github.scrappyddns.api;

import io.github.scrappyddns.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A page of things.
 *
 * @param found those that were found, one more than fits where there are more
 * @param limit how many fit
 * @param number behind which the next page begins, of the last one on this page
 */
record Page<T>(List<T> found, int limit, ToLongFunction<T> number) {
  /** Those that stand on it. */
  List<T> shown() {
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** Where the next one begins; empty where this is the last. */
  Optional<String> next() {
    return found.size() > limit
        ? Optional.of(Long.toString(number.applyAsLong(found.get(limit - 1))))
        : Optional.empty();
  }

  Response answer(String name, Function<T, Map<String, ?>> json) {
    return Json.answer(
        200, Json.object(name, shown().stream().map(json).toList(), "next", next().orElse(null)));
  }
}
