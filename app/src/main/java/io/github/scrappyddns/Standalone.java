package io.github.scrappyddns;

import io.github.scrappyddns.server.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The service with a server of its own: what the command line runs. */
final class Standalone implements AutoCloseable {
  private final ScrappyDdns service;
  private final HttpServer server;

  /**
   * Opens the database and makes everything ready; nothing runs yet.
   *
   * @param bind where to listen; port 0 takes any that is free
   * @throws io.github.scrappyddns.database.DatabaseException where the database cannot be used
   */
  Standalone(Installation installation, InetSocketAddress bind) {
    service = ScrappyDdns.open(installation);
    server = new HttpServer(service.endpoint(), bind);
  }

  /**
   * Starts everything.
   *
   * @throws IOException where the address cannot be listened on
   */
  void start() throws IOException {
    service.start();
    server.start();
  }

  /** The port that is listened on. */
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
