package io.github.scrappyddns.http;

import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser sends of a form, letter by letter: the URL Standard's {@code
 * application/x-www-form-urlencoded}. {@link Parameters} forgives what routers write; a password
 * must not be forgiven. Printing it shows no value.
 */
public final class Form {
  private static final Form EMPTY = new Form("");

  private final Map<String, String> fields = new LinkedHashMap<>();

  private Form(String text) {
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
  }

  /** The fields of a call's body; none where it is no form. */
  public static Form ofBody(Request request) {
    boolean form =
        request.headers().values("Content-Type").stream()
            .anyMatch(type -> type.startsWith("application/x-www-form-urlencoded"));
    return form ? new Form(request.body()) : EMPTY;
  }

  /** The fields of a call's query. */
  public static Form ofQuery(Request request) {
    return new Form(request.query());
  }

  /** The first value of a field; empty where it is not there. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The same; an empty text where it is not there. */
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The whole number that a field holds; empty where it holds none, or one beyond all use. */
  public Optional<Long> number(String name) {
    return value(name).filter(text -> text.matches("-?\\d{1,17}")).map(Long::parseLong);
  }

  /** The number of a row that a field names; empty where it names none. */
  public Optional<Long> row(String name) {
    return value(name).filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
  }

  private static String decoded(String text) {
    return PercentEncoding.decodeLeniently(text.replace('+', ' '));
  }

  @Override
  public String toString() {
    return "Form" + fields.keySet();
  }
}
