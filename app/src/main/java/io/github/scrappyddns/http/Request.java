package io.github.scrappyddns.http;

import io.github.scrappyddns.address.PublicAddress;
import java.util.List;

/**
 * One call, as far as endpoints care.
 *
 * @param method in upper case
 * @param path as sent, percent-encoded, beginning with a slash
 * @param query as sent, without the question mark; empty if there is none
 * @param peer the other end of the connection
 * @param body of a POST or PUT, as UTF-8; empty if there is none
 */
public record Request(
    String method, String path, String query, PublicAddress peer, Headers headers, String body) {

  /** In bytes. A token, an address, some parameters: real clients stay far below. */
  public static final int LARGEST_BODY = 4 * 1024;

  /** The header fields of a request. */
  public interface Headers {
    /** The values of all fields of this name, whatever its case, in the order they were sent. */
    List<String> values(String name);
  }

  /** A call without a body. */
  public Request(String method, String path, String query, PublicAddress peer, Headers headers) {
    this(method, path, query, peer, headers, "");
  }

  /** The path, the query and the body are secret: they hold the token. */
  @Override
  public String toString() {
    return "Request[" + method + " from " + peer + "]";
  }
}
