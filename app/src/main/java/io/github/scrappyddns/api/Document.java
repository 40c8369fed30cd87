package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is written down about the API: for programs as OpenAPI, and for people as a page of it. */
final class Document {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String PAGE = "/api";
  private static final String YAML = Api.ROOT + "/openapi.yaml";
  private static final Set<String> PATHS = Set.of(PAGE, YAML);

  private Document() {}

  /** Whether a call asks for one of them. */
  static boolean isAsked(Request request) {
    return READING.contains(request.method()) && PATHS.contains(request.path());
  }

  /** Empty where a call asks for something else. */
  static Optional<Response> answer(Request request) {
    if (!isAsked(request)) {
      return Optional.empty();
    }
    return switch (request.path()) {
      case PAGE ->
          Optional.of(
              new Response(
                  200,
                  text("api.html").replace("{{root}}", toRoot(request)),
                  Map.of(
                      "Content-Type",
                      "text/html; charset=utf-8",
                      "Content-Security-Policy",
                      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                          + " form-action 'none'; frame-ancestors 'none'",
                      "X-Content-Type-Options",
                      "nosniff",
                      "Referrer-Policy",
                      "no-referrer"),
                  Duration.ZERO));
      case YAML ->
          Optional.of(
              new Response(
                  200,
                  text("openapi.yaml"),
                  Map.of("Content-Type", "application/yaml"),
                  Duration.ZERO));
      default -> Optional.empty();
    };
  }

  private static String toRoot(Request request) {
    long slashes = request.asSent().chars().filter(c -> c == '/').count();
    return slashes <= 1 ? "./" : "../".repeat((int) (slashes - 1));
  }

  private static String text(String name) {
    try (InputStream stream = Document.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The program lacks " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
