package io.github.scrappyddns.assembly;

import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.server.HttpServer;
import io.github.scrappyddns.server.ServerCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** The service with a server of its own: what the command line runs. */
public final class Standalone implements AutoCloseable {
  private final ScrappyDdns service;
  private final HttpServer server;

  /**
   * Opens the database and makes everything ready; nothing runs yet.
   *
   * @param bind where to listen: by TLS where there is a certificate; port 0 takes any that is free
   * @throws io.github.scrappyddns.database.DatabaseException where the database cannot be used
   */
  public Standalone(Installation installation, InetSocketAddress bind) {
    service = ScrappyDdns.open(installation);
    server = new HttpServer(service.endpoint());
    installation
        .certificate()
        .ifPresentOrElse(
            certificate -> listen(bind, certificate, installation), () -> server.listen(bind));
  }

  private void listen(
      InetSocketAddress bind, ServerCertificate certificate, Installation installation) {
    Settings.Tls tls = installation.settings().tls().orElseThrow();
    server.listen(bind, certificate);
    tls.plainPort()
        .ifPresent(port -> server.listen(new InetSocketAddress(bind.getAddress(), port)));
    CertificateWatch watch =
        new CertificateWatch(tls, certificate, server::show, installation.clock());
    service.every(ScrappyDdns.WATCH_MILLIS, watch::look);
  }

  /**
   * Starts everything.
   *
   * @throws IOException where the address cannot be listened on
   */
  public void start() throws IOException {
    service.start();
    server.start();
  }

  /** The ports that are listened on: the one asked for, then the plain one beside TLS. */
  public List<Integer> ports() {
    return server.ports();
  }

  /** The names of networks that have never called, for {@link Greeting#awaited}. */
  public List<String> neverCalled() {
    return service.neverCalled();
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
