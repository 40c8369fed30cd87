package io.github.scrappyddns.server;

import io.github.scrappyddns.http.Endpoint;
import java.time.Duration;

/** Makes servers on which one caller may hold every connection. */
final class RoomyServer {
  private RoomyServer() {}

  static HttpServer of(Endpoint endpoint) {
    return of(endpoint, Duration.ofSeconds(10));
  }

  /**
   * The same.
   *
   * @param round how often to look for requests that drip
   */
  static HttpServer of(Endpoint endpoint, Duration round) {
    return new HttpServer(endpoint, peer -> false, new ConnectionLimits(2_000, 2_000), round);
  }
}
