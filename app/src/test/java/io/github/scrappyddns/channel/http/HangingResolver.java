package io.github.scrappyddns.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver that answers nobody until it is let go, and counts who waits in it. */
public final class HangingResolver implements Resolver, AutoCloseable {
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Override
  public InetAddress addressOf(String host) throws UnknownHostException {
    asked.add(host);
    most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
    return InetAddress.getLoopbackAddress();
  }

  /** How many threads waited in it at the same time, at most. */
  public int mostWaiting() {
    return most.get();
  }

  /** The names it was asked for, oldest first. */
  public Queue<String> asked() {
    return asked;
  }

  /** Answers those who wait, and everybody from now on. */
  public void letGo() {
    hanging.countDown();
  }

  @Override
  public void close() {
    letGo();
  }
}
