package io.github.scrappyddns.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The look-ups of hosts by their names, of each name one at a time: who asks while it lasts gets
 * its answer, since a look-up outlives the attempts that wanted it where nobody answers. Safe for
 * use by several threads.
 */
final class LookUps {
  private final Resolver resolver;
  private final WaitingThreads threads;
  private final Map<String, CompletableFuture<InetAddress>> underWay = new ConcurrentHashMap<>();

  LookUps(Resolver resolver, WaitingThreads threads) {
    this.resolver = resolver;
    this.threads = threads;
  }

  /**
   * An address of a host; fails with an {@link UnknownHostException} where it has none, and with an
   * {@link OutOfMemoryError} where this machine gives no thread to ask in.
   */
  CompletableFuture<InetAddress> addressOf(String host) {
    CompletableFuture<InetAddress> begun = new CompletableFuture<>();
    CompletableFuture<InetAddress> before = underWay.putIfAbsent(host, begun);
    if (before != null) {
      return before.copy();
    }
    try {
      threads.run(host, () -> ask(host, begun));
    } catch (RuntimeException | Error e) {
      underWay.remove(host);
      begun.completeExceptionally(e);
    }
    return begun.copy();
  }

  private void ask(String host, CompletableFuture<InetAddress> answer) {
    try {
      InetAddress address = resolver.addressOf(host);
      underWay.remove(host);
      answer.complete(address);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(host);
      answer.completeExceptionally(e);
    }
  }
}
