package io.github.scrappyddns.assembly;

import io.github.scrappyddns.assembly.upkeep.CertificateExpiry;
import io.github.scrappyddns.assembly.upkeep.CertificateWatch;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.server.HttpServer;
import io.github.scrappyddns.server.ServerCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service with its own server: what the command line runs. */
public final class Standalone implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

  private static final String CERTIFICATE = "certificate";
  private static final long LOST_MILLIS = 1_000;

  private final ScrappyDdns service;
  private final HttpServer server;
  private final Optional<CertificateMaking> acme;
  private Runnable readCertificateAnew = () -> {};

  /**
   * Opens the database and makes everything ready; nothing runs yet.
   *
   * @param bind where to listen: with TLS if there is a certificate; port 0 takes any free one
   * @throws io.github.scrappyddns.database.engine.DatabaseException where the database cannot be
   *     used
   * @throws SettingsException where the token list has forgotten all tokens that were known
   */
  public Standalone(Installation installation, InetSocketAddress bind) throws SettingsException {
    service = ScrappyDdns.open(installation);
    acme = installation.settings().acme().map(set -> new CertificateMaking(set, installation));
    server =
        new HttpServer(
            acme.map(set -> set.before(service.endpoint())).orElseGet(service::endpoint),
            service.proxies()::carriesOthers,
            service.refusedCalls(),
            installation.settings().speaksTls());
    if (acme.isPresent()) {
      readCertificateAnew = acme.get().listen(server, bind, service);
    } else {
      installation
          .certificate()
          .ifPresentOrElse(
              certificate -> listen(bind, certificate, installation), () -> server.listen(bind));
    }
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
            });
    service.housekeeping().watch(CERTIFICATE, watch::look);
    service.housekeeping().watch(CERTIFICATE, expiry::look);
    service.tellHealth(expiry::broken, expiry::warning);
    service.tellHealth(Optional::empty, watch::warning);
    readCertificateAnew = watch::readAnew;
  }

  /**
   * Starts everything.
   *
   * @throws IOException if it cannot listen on the address
   */
  public void start() throws IOException {
    service.start();
    service.housekeeping().every(LOST_MILLIS, "database", this::endWhereLost);
    server.start();
  }

  /**
   * Ends the process where another database has taken the place of the one in use: its supervisor
   * starts it anew, and only a start reads what is true now.
   */
  private void endWhereLost() {
    service
        .lostDatabase()
        .ifPresent(
            why -> {
              LOG.error("{}: the service ends, to be started anew", why);
              Logs.close();
              Runtime.getRuntime().halt(1);
            });
  }

  /** Reads the token list and the certificate anew. */
  public void reload() {
    service.reload();
    service.housekeeping().lookSoon(CERTIFICATE, readCertificateAnew);
  }

  /** The ports that are listened on: the one asked for, then the plain one beside TLS. */
  public List<Integer> ports() {
    return server.ports();
  }

  /** The names of networks that have never called, for {@link Greeting#awaited}. */
  public List<String> neverCalled() {
    return service.neverCalled();
  }

  /** The path of a link that opens the dashboard, where there is no other way in yet. */
  public Optional<String> firstLink() {
    return service.firstLink();
  }

  @Override
  public void close() {
    server.close();
    acme.ifPresent(set -> set.close());
    service.close();
  }
}
