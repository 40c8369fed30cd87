package io.github.scrappyddns.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One request to a push service. Immutable; each method returns a new one.
 *
 * @param body its octets; none where it has none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, ByteBuffer body) {
  public HttpCall {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  /** A request whose body is a text, which goes out in UTF-8. */
  public HttpCall(String method, URI uri, Map<String, String> headers, String body) {
    this(method, uri, headers, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  public static HttpCall get(URI uri) {
    return new HttpCall("GET", uri, Map.of(), "");
  }

  public static HttpCall json(String method, URI uri, JsonNode body) {
    return new HttpCall(method, uri, Map.of("Content-Type", "application/json"), body.toString());
  }

  public static HttpCall postJson(URI uri, JsonNode body) {
    return json("POST", uri, body);
  }

  public static HttpCall postForm(URI uri, Map<String, String> fields) {
    return new HttpCall(
        "POST",
        uri,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        PercentEncoding.pairs(fields));
  }

  /** What is no text. */
  public static HttpCall postOctets(URI uri, byte[] body) {
    return new HttpCall(
        "POST",
        uri,
        Map.of("Content-Type", "application/octet-stream"),
        ByteBuffer.wrap(body.clone()));
  }

  public HttpCall header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpCall(method, uri, more, body);
  }

  public HttpCall bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** The same with a login (RFC 7617). */
  public HttpCall basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /**
   * A token that fits into a header.
   *
   * @throws ChannelUrlException if no header can hold it
   */
  public static String headerValue(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new ChannelUrlException("a token holds only ASCII characters and no spaces");
    }
    return token;
  }

  /** The body, from its beginning. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** The body of a request that was made of a text. */
  public String text() {
    return StandardCharsets.UTF_8.decode(body()).toString();
  }

  /** The credentials in its headers, as they travel: an answer may repeat them. */
  List<String> credentials() {
    return Stream.of(headers.getOrDefault("Authorization", ""))
        .map(value -> value.substring(value.indexOf(' ') + 1))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Adds a URL's login to requests, if it has one. */
  public static UnaryOperator<HttpCall> loginOf(ChannelUrl url) {
    return url.user().isEmpty()
        ? call -> call
        : call -> call.basic(url.user().get(), url.password().orElse(""));
  }

  /** The method and the host: paths, headers and bodies of push services hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
