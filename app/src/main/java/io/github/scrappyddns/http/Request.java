package io.github.scrappyddns.http;

import io.github.scrappyddns.address.PublicAddress;
import java.util.List;

/**
 * One call, as far as endpoints care.
 *
 * @param method in upper case
 * @param path as sent, percent-encoded, beginning with a slash; without empty segments, which
 *     clients make of a server's address that was typed with a slash at its end
 * @param query as sent, without the question mark; empty if there is none
 * @param peer the other end of the connection
 * @param body of a POST or PUT, as UTF-8; empty if there is none
 * @param asSent the path with its empty segments: links of pages count from there
 * @param secure whether it came to this server by TLS
 */
public record Request(
    String method,
    String path,
    String query,
    PublicAddress peer,
    Headers headers,
    String body,
    String asSent,
    boolean secure) {

  /** In bytes. A token, an address, some parameters: real clients stay far below. */
  public static final int LARGEST_BODY = 4 * 1024;

  /** The header fields of a request. */
  public interface Headers {
    /** The values of all fields of this name, whatever its case, in the order they were sent. */
    List<String> values(String name);
  }

  public Request {
    path = withoutEmptySegments(path);
  }

  /**
   * A call as a server heard it.
   *
   * @param path as sent
   * @param secure whether it came by TLS
   */
  public Request(
      String method,
      String path,
      String query,
      PublicAddress peer,
      Headers headers,
      String body,
      boolean secure) {
    this(method, path, query, peer, headers, body, path, secure);
  }

  /** A call in clear text. */
  public Request(
      String method, String path, String query, PublicAddress peer, Headers headers, String body) {
    this(method, path, query, peer, headers, body, path, false);
  }

  /** The same without a body. */
  public Request(String method, String path, String query, PublicAddress peer, Headers headers) {
    this(method, path, query, peer, headers, "", path, false);
  }

  /** {@code //nic//update/} is {@code /nic/update}. What is so already is returned as it is. */
  private static String withoutEmptySegments(String path) {
    int last = path.length() - 1;
    if (path.indexOf("//") < 0 && (last <= 0 || path.charAt(last) != '/')) {
      return path;
    }
    StringBuilder kept = new StringBuilder(path.length());
    for (int i = 0; i <= last; i++) {
      boolean empty = path.charAt(i) == '/' && (i == last || path.charAt(i + 1) == '/');
      if (!empty) {
        kept.append(path.charAt(i));
      }
    }
    return kept.isEmpty() ? "/" : kept.toString();
  }

  /** The path, the query and the body are secret: they hold the token. */
  @Override
  public String toString() {
    return "Request[" + method + " from " + peer + "]";
  }
}
