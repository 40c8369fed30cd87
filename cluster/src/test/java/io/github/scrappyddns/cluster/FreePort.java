package io.github.scrappyddns.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Ports that nobody listens on, below those that the system gives to callers: a program that comes
 * back after a crash finds its port free.
 */
final class FreePort {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private FreePort() {}

  static int find() {
    while (true) {
      int port = RandomGenerator.getDefault().nextInt(FIRST, LAST);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Then another one.
      }
    }
  }
}
