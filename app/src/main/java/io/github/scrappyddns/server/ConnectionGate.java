package io.github.scrappyddns.server;

import io.github.scrappyddns.address.PublicAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;

/**
 * What lets connections in: so many in all, and so many of one caller.
 *
 * <p>A caller's connection over its own limit is closed at once. Over the limit of all, nobody is
 * let in until another one goes: new callers wait in the system's queue meanwhile. It accepts no
 * faster than what was accepted is taken up, so that the callers of a burst wait in that queue,
 * too, and not among the open connections. Safe for use by several threads.
 */
final class ConnectionGate implements SelectorManager.AcceptListener {
  /** No caller's number: one that has no limit of its own. */
  private static final long ANYBODY = Long.MIN_VALUE;

  /** Accepted, but not taken up yet: more wait in the system's queue. */
  private static final int MOST_ON_THE_WAY = 32;

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  /** What is told how many connections are open, whenever that changes, by one thread at a time. */
  interface Listener {
    void open(int connections);
  }

  private final ConnectionLimits limits;
  private final Predicate<PublicAddress> carriesOthers;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition takenUp = lock.newCondition();
  private final IdentityHashMap<SelectableChannel, Long> callers = new IdentityHashMap<>();
  private final Map<Long, Integer> held = new HashMap<>();
  private int onTheWay;

  /**
   * @param carriesOthers whether an address is a proxy's, which has no limit of its own
   */
  ConnectionGate(
      ConnectionLimits limits, Predicate<PublicAddress> carriesOthers, Listener listener) {
    this.limits = limits;
    this.carriesOthers = carriesOthers;
    this.listener = listener;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    Long caller = caller(channel);
    boolean over;
    lock.lock();
    try {
      awaitTakingUp();
      onTheWay++;
      callers.put(channel, caller);
      over = caller != ANYBODY && held.merge(caller, 1, Integer::sum) > limits.perCaller();
      listener.open(callers.size());
    } finally {
      lock.unlock();
    }
    if (over) {
      close(channel);
    }
  }

  /** Blocks the one thread that accepts, for a moment. */
  private void awaitTakingUp() {
    long left = LONGEST_WAIT.toNanos();
    try {
      while (onTheWay >= MOST_ON_THE_WAY && left > 0) {
        left = takenUp.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Long caller(SelectableChannel channel) {
    try {
      if (channel instanceof SocketChannel socket
          && socket.getRemoteAddress() instanceof InetSocketAddress remote) {
        PublicAddress address = PublicAddress.of(remote.getAddress());
        return carriesOthers.test(address) ? ANYBODY : address.subscriber();
      }
    } catch (IOException closed) {
      return ANYBODY;
    }
    return ANYBODY;
  }

  private static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is gone already.
    }
  }

  @Override
  public void onAccepted(SelectableChannel channel) {
    lock.lock();
    try {
      onTheWay--;
      takenUp.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onAccepted(channel);
    onClosed(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    lock.lock();
    try {
      @Nullable Long caller = callers.remove(channel);
      if (caller != null && caller != ANYBODY) {
        held.computeIfPresent(caller, (key, number) -> number == 1 ? null : number - 1);
      }
      listener.open(callers.size());
    } finally {
      lock.unlock();
    }
  }
}
