package io.github.scrappyddns.api;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.access.key.ApiKey;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One call of a program whose key is good.
 *
 * @param key the key
 * @param who it counts as where it orders something
 * @param variables what stands in the places of the path, percent-encoded
 */
record Call(Request request, ApiKey key, Visitor who, Map<String, String> variables) {
  private static final int MOST = 500;

  /** The number in a place of the path. */
  long number(String name) {
    return numberIn(variables.getOrDefault(name, "")).orElseThrow(Call::nothingThere);
  }

  private static Optional<Long> numberIn(String text) {
    return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** The text in a place of the path. */
  String text(String name) {
    return PercentEncoding.decodeLeniently(variables.getOrDefault(name, ""));
  }

  static Problem nothingThere() {
    return Problem.of(Problem.Kind.NOT_FOUND, "Nothing has this number or name");
  }

  /** A parameter of the query. */
  Optional<String> query(String name) {
    Optional<String> found = Form.ofQuery(request).value(name).filter(text -> !text.isEmpty());
    if (found.filter(text -> text.chars().anyMatch(Character::isISOControl)).isPresent()) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, name + " holds characters that no one can read");
    }
    return found;
  }

  /** How many things the caller wants on a page. */
  int limit() {
    return query("limit").map(text -> (int) number("limit", text, 1, MOST)).orElse(100);
  }

  /** Behind what the page begins. */
  long cursor(long first) {
    return query("cursor").map(text -> number("cursor", text, 0, Long.MAX_VALUE)).orElse(first);
  }

  private static long number(String name, String text, long least, long most) {
    Optional<Long> number =
        text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    return number
        .filter(value -> value >= least && value <= most)
        .orElseThrow(
            () ->
                Problem.of(
                    Problem.Kind.BAD_REQUEST,
                    name.equals("limit")
                        ? "limit must be a number from 1 to " + MOST
                        : "cursor must be the 'next' of the page before"));
  }

  /** A time of the query. */
  Instant time(String name, Instant other) {
    return query(name)
        .map(
            text ->
                Fields.timeOf(text)
                    .orElseThrow(
                        () ->
                            Problem.of(
                                Problem.Kind.BAD_REQUEST,
                                name + " must be a time such as 2026-12-31T18:00:00Z")))
        .orElse(other);
  }

  /** A parameter of the query that is true or false. */
  boolean flag(String name, boolean other) {
    return query(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw Problem.of(Problem.Kind.BAD_REQUEST, name + " must be true or false");
                })
        .orElse(other);
  }

  /** What the caller prefers to get, of two kinds. */
  boolean wantsCsv() {
    return query("format").map("csv"::equals).orElseGet(this::acceptsCsv);
  }

  private boolean acceptsCsv() {
    return request.headers().values("Accept").stream().anyMatch(kind -> kind.contains("text/csv"));
  }

  /** Holds an order back where the caller changes something else than it has seen. */
  LongConsumer unchanged(String kind, long id) {
    List<String> wanted = request.headers().values("If-Match");
    return revision -> {
      boolean fits =
          wanted.isEmpty()
              || wanted.stream()
                  .flatMap(field -> List.of(field.split(",", -1)).stream())
                  .map(String::strip)
                  .anyMatch(tag -> tag.equals("*") || tag.equals(tag(kind, id, revision)));
      if (!fits) {
        throw Problem.of(
            Problem.Kind.CHANGED_MEANWHILE, "Get it anew, and send If-Match with its ETag");
      }
    };
  }

  /** What changes with each order about a thing, and not with what merely happens to it. */
  static String tag(String kind, long id, long revision) {
    return "\"" + kind + "-" + id + "-" + revision + "\"";
  }
}
