package io.github.scrappyddns.war;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network that is somewhere else at each call, and calls again as soon as it was answered. */
final class SteadyCaller implements AutoCloseable {
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final ContainerCaller caller;
  private final String path;
  private final Thread thread = new Thread(this::run, "steady caller");
  private volatile boolean closed;

  SteadyCaller(ContainerCaller caller, String path) {
    this.caller = caller;
    this.path = path;
    thread.start();
  }

  private void run() {
    for (int i = 1; !closed; i++) {
      String address = "198.51." + (100 + i / 250 % 100) + "." + (1 + i % 250);
      try {
        if (caller.get(path + "?ip_address=" + address).body().equals("OK")) {
          acknowledged.add(address);
        }
      } catch (UncheckedIOException cutOff) {
        // It was promised nothing.
        Thread.onSpinWait();
      }
    }
  }

  /** The addresses that were answered OK. */
  List<String> acknowledged() {
    return acknowledged;
  }

  String last() {
    return acknowledged.get(acknowledged.size() - 1);
  }

  /** Returns once the last call is over. */
  void end() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }
}
