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
  private Runnable readCertificateAnew = () -> {};

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
    CertificateExpiry expiry =
        new CertificateExpiry(certificate, service.aboutCertificate(), installation.clock());
    CertificateWatch watch =
        new CertificateWatch(
            tls,
            certificate,
            renewed -> {
              server.show(renewed);
              expiry.show(renewed);
            },
            installation.clock());
    service.every(ScrappyDdns.WATCH_MILLIS, watch::look);
    service.every(ScrappyDdns.WATCH_MILLIS, expiry::look);
    service.tellHealth(expiry::broken, expiry::warning);
    readCertificateAnew = watch::readAnew;
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

  /** Reads the token list and the certificate anew. */
  public void reload() {
    service.reload();
    service.once(readCertificateAnew);
  }

  /** The ports that are listened on: the one asked for, then the plain one beside TLS. */
  public List<Integer> ports() {
    return server.ports();
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
