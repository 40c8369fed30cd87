package io.github.scrappyddns.server;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.http.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
    return new HttpServer(
        endpoint, peer -> false, refusedCalls(), new ConnectionLimits(2_000, 2_000), round);
  }

  /** The trace of a server's refusals, which its caller does not read. */
  static RefusedCalls refusedCalls() {
    return new RefusedCalls(new ProxyRule(0, List.of()), InstantSource.system());
  }
}
