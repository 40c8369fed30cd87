package io.github.scrappyddns.http;

import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer: plain text in UTF-8, or what {@code Content-Type} says.
 *
 * @param headers in addition to those of every answer
 * @param delay how long to hold it back
 * @param download what is sent in place of the body; null for almost every answer
 */
public record Response(
    int status,
    String body,
    Map<String, String> headers,
    Duration delay,
    @Nullable Download download) {
  /**
   * Nothing was stored, and the caller should try again: dyndns2's word, which all clients
   * understand.
   */
  public static final Response OUR_FAULT = text(503, "911\n");

  /** The body is over {@link Request#LARGEST_BODY}. */
  public static final Response TOO_LARGE = text(413, "Content Too Large\n");

  /**
   * What is too large for memory.
   *
   * @param content read once, and closed whatever becomes of the answer
   * @param length in bytes
   */
  public record Download(InputStream content, long length) {}

  /** One that is held in memory. */
  public Response(int status, String body, Map<String, String> headers, Duration delay) {
    this(status, body, headers, delay, null);
  }

  /** A plain text. */
  public static Response text(int status, String body) {
    return new Response(status, body, Map.of(), Duration.ZERO);
  }

  /** A file. */
  public static Response file(String type, Download content) {
    return new Response(200, "", Map.of("Content-Type", type), Duration.ZERO, content);
  }

  /**
   * The same, for its caller to store under a name.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266, Content-Disposition</a>
   */
  public Response storedAs(String name) {
    return with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** The same with one header more. */
  public Response with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, body, more, delay, download);
  }

  /** The same, held back. */
  public Response after(Duration wait) {
    return new Response(status, body, headers, wait, download);
  }
}
