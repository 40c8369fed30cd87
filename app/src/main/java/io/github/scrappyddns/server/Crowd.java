package io.github.scrappyddns.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * What keeps room for those who come: above half of the limit, answers end their connection, and
 * the connections that have been of no use for longest are closed first; at the limit nobody is let
 * in until one has gone. Safe for use by several threads.
 */
final class Crowd implements ConnectionGate.Listener {
  private static final long ROUND_MILLIS = 100;

  /** Younger ones may still be sending their request. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A connection and when it was last of use; a nano time. */
  private record Seat(EndPoint endPoint, long usefulAt) {}

  private final Server server;
  private final ConnectionLimits limits;
  private final AtomicBoolean makingRoom = new AtomicBoolean();
  private volatile int open;
  private boolean full;

  Crowd(Server server, ConnectionLimits limits) {
    this.server = server;
    this.limits = limits;
  }

  /** Whether answers should end their connection. */
  boolean isCrowded() {
    return open > limits.comfortable();
  }

  @Override
  public void open(int connections) {
    open = connections;
    if (full != (connections >= limits.total())) {
      full = !full;
      accept(!full);
    }
    if (isCrowded() && makingRoom.compareAndSet(false, true)) {
      next();
    }
  }

  private void accept(boolean accepting) {
    for (Connector connector : server.getConnectors()) {
      ((AbstractConnector) connector).setAccepting(accepting);
    }
  }

  private void next() {
    server.getScheduler().schedule(this::round, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      makeRoom();
    } finally {
      if (isCrowded() && server.isRunning()) {
        next();
      } else {
        makingRoom.set(false);
      }
    }
  }

  private void makeRoom() {
    long now = System.nanoTime();
    List<Seat> seats = new ArrayList<>();
    for (Connector connector : server.getConnectors()) {
      for (EndPoint endPoint : connector.getConnectedEndPoints()) {
        seat(endPoint, now, seats);
      }
    }
    seats.sort(Comparator.comparingLong(seat -> seat.usefulAt - now));
    int most = Math.min(seats.size(), open - limits.comfortable());
    for (int i = 0; i < most; i++) {
      seats.get(i).endPoint.close();
    }
  }

  /** Adds a connection that may be closed. */
  private static void seat(EndPoint endPoint, long now, List<Seat> seats) {
    @Nullable LimitedConnection http = LimitedConnection.on(endPoint);
    // During a handshake there is nothing that could have been of use.
    long age =
        TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - endPoint.getCreatedTimeStamp());
    long usefulAt = http == null ? now - age : http.usefulAt();
    if (now - usefulAt > GRACE_NANOS && (http == null || !http.waitsForUs())) {
      seats.add(new Seat(endPoint, usefulAt));
    }
  }
}
