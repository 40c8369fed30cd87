package io.github.scrappyddns.server;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that send a request byte by byte: each byte resets the idle time-out, which
 * alone would let them stay forever.
 */
final class SlowRequests extends AbstractLifeCycle {
  /** A request that is incomplete after this many rounds is dropped. */
  private static final int PATIENCE = 3;

  /**
   * How long a connection has been at the same request.
   *
   * @param messages the requests that had come when the last of them was first seen
   * @param bytes what had come by then
   * @param rounds how many rounds ago the first byte of the next was seen
   */
  private record Progress(long messages, long bytes, int rounds) {
    static final Progress NONE = new Progress(0, 0, 0);

    Progress then(long messagesNow, long bytesNow) {
      if (messagesNow != messages) {
        return new Progress(messagesNow, bytesNow, 0);
      }
      // The end of a body that came late counts, too; the idle time-out is shorter than that.
      return bytesNow == bytes ? this : new Progress(messages, bytes, rounds + 1);
    }
  }

  private final ServerConnector connector;
  private final Duration round;
  private final Map<EndPoint, Progress> known = new WeakHashMap<>();

  /**
   * @param round how often to look
   */
  SlowRequests(ServerConnector connector, Duration round) {
    this.connector = connector;
    this.round = round;
  }

  @Override
  protected void doStart() {
    next();
  }

  private void next() {
    connector
        .getScheduler()
        .schedule(
            () -> {
              if (isRunning()) {
                try {
                  round();
                } finally {
                  next();
                }
              }
            },
            round.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void round() {
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      // Below TLS, the bytes of a handshake come without any request.
      @Nullable LimitedConnection http = LimitedConnection.on(endPoint);
      Progress now =
          known
              .getOrDefault(endPoint, Progress.NONE)
              .then(http == null ? 0 : http.getMessagesIn(), endPoint.getConnection().getBytesIn());
      known.put(endPoint, now);
      if (now.rounds >= PATIENCE) {
        endPoint.close();
      }
    }
  }
}
