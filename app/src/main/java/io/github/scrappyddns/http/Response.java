package io.github.scrappyddns.http;

import java.time.Duration;
import java.util.Map;

/**
 * One answer: plain text in UTF-8, or what {@code Content-Type} says.
 *
 * @param headers in addition to those of every answer
 * @param delay how long to hold it back
 */
public record Response(int status, String body, Map<String, String> headers, Duration delay) {
  /**
   * Nothing was stored, and the caller should try again: dyndns2's word, which all clients
   * understand.
   */
  public static final Response OUR_FAULT = text(503, "911\n");

  /** The body is over {@link Request#LARGEST_BODY}. */
  public static final Response TOO_LARGE = text(413, "Content Too Large\n");

  /** A plain text. */
  public static Response text(int status, String body) {
    return new Response(status, body, Map.of(), Duration.ZERO);
  }

  /** The same, held back. */
  public Response after(Duration wait) {
    return new Response(status, body, headers, wait);
  }
}
