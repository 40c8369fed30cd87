package io.github.scrappyddns.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scrappyddns.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of the object in a call's body. Whoever writes a name wrong is told, rather than
 * believed to have meant nothing.
 */
final class Fields {
  /** Beyond these, a time has no milliseconds that a database could hold. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a body; an empty one is an empty object.
   *
   * @param known the names that it may hold
   */
  static Fields of(Request request, String... known) {
    if (request.body().isBlank()) {
      return new Fields(JsonNodeFactory.instance.objectNode());
    }
    isJson(request);
    JsonNode read =
        Json.read(request.body())
            .filter(JsonNode::isObject)
            .orElseThrow(() -> Problem.of(Problem.Kind.BAD_REQUEST, "The body is no JSON object"));
    Set<String> names = Set.of(known);
    read.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw Problem.unfit(
                    shown(name),
                    names.isEmpty()
                        ? "nothing may stand here"
                        : "is none of "
                            + names.stream().sorted().collect(Collectors.joining(", ")));
              }
            });
    return new Fields(read);
  }

  /** Refuses a body that does not say that it is JSON. */
  static void isJson(Request request) {
    boolean json =
        request.headers().values("Content-Type").stream()
            .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .anyMatch(type -> type.equals("application/json") || type.endsWith("+json"));
    if (!json) {
      throw Problem.of(Problem.Kind.NOT_JSON, "Send it with Content-Type: application/json");
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "?");
    return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  boolean has(String name) {
    return object.has(name);
  }

  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  /** A text; empty where there is none. */
  Optional<String> text(String name) {
    if (!object.has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isTextual()) {
      throw Problem.unfit(name, "must be a text");
    }
    String text = object.get(name).textValue();
    if (text.indexOf('\0') >= 0) {
      throw Problem.unfit(name, "holds a character that cannot be stored");
    }
    return Optional.of(text);
  }

  /** One that must be there. */
  String required(String name) {
    return text(name).orElseThrow(() -> Problem.unfit(name, "is missing"));
  }

  Optional<Boolean> flag(String name) {
    if (!object.has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isBoolean()) {
      throw Problem.unfit(name, "must be true or false");
    }
    return Optional.of(object.get(name).booleanValue());
  }

  /** A whole number; empty where there is none, or null. */
  Optional<Long> number(String name, long least, long most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw Problem.unfit(name, "must be a whole number from " + least + " to " + most);
    }
    return Optional.of(value.longValue());
  }

  /** A time; empty where there is none, or null. */
  Optional<Instant> time(String name) {
    if (!object.has(name) || isNull(name)) {
      return Optional.empty();
    }
    return Optional.of(
        timeOf(required(name))
            .orElseThrow(() -> Problem.unfit(name, "must be a time such as 2026-12-31T18:00:00Z")));
  }

  /** The time that a text is (RFC 3339). */
  static Optional<Instant> timeOf(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return Optional.of(time).filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
