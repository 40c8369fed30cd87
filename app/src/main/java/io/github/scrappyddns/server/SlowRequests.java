package io.github.scrappyddns.server;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * What closes connections that send a request byte by byte: each byte ends the idle time-out, so
 * that alone would let them stay for ever.
 */
final class SlowRequests extends AbstractLifeCycle {
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** A request that is not whole after this many rounds in which bytes came is given up. */
  private static final int PATIENCE = 3;

  /** What a connection had brought at the last round. */
  private record Progress(long messages, long bytes, int rounds) {}

  private final ServerConnector connector;
  private final Map<EndPoint, Progress> known = new WeakHashMap<>();

  SlowRequests(ServerConnector connector) {
    this.connector = connector;
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
                round();
                next();
              }
            },
            ROUND.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void round() {
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Connection connection = endPoint.getConnection();
      Progress before = known.getOrDefault(endPoint, new Progress(0, 0, 0));
      long messages = connection.getMessagesIn();
      long bytes = connection.getBytesIn();
      boolean drips = messages == before.messages && bytes > before.bytes;
      Progress now = new Progress(messages, bytes, drips ? before.rounds + 1 : 0);
      known.put(endPoint, now);
      if (now.rounds >= PATIENCE) {
        endPoint.close();
      }
    }
  }
}
