package io.github.scrappyddns.assembly;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.engine.JdbcDrivers;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.log.Console;
import io.github.scrappyddns.log.Logs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service inside somebody else's server and process: a servlet container. The process lives on
 * after it is closed, so it leaves nothing behind.
 */
public final class HostedService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostedService.class);

  private final ScrappyDdns service;

  private HostedService(ScrappyDdns service) {
    this.service = service;
  }

  /**
   * Reads the same settings as the command line and starts the service.
   *
   * @param directory where {@code scrappy-ddns.conf} is looked for
   * @param path under which the server carries it, such as {@code /ddns}; empty at its root
   * @throws SettingsException with all problems, which are logged as well
   * @throws io.github.scrappyddns.database.engine.DatabaseException where the database cannot be
   *     used
   */
  public static HostedService open(Path directory, Map<String, String> environment, String path)
      throws SettingsException {
    FutureTask<HostedService> opening = new FutureTask<>(() -> begin(directory, environment, path));
    // Libraries keep things in the thread they run in: this one ends, the server's would not.
    new Thread(opening, "opening").start();
    try {
      return opening.get();
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, SettingsException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Scrappy DDNS was starting", e);
    }
  }

  private static HostedService begin(Path directory, Map<String, String> environment, String path)
      throws SettingsException {
    Logs.openHosted(Settings.Level.WARNING, Optional.empty());
    try {
      Installation installation = Installation.read(directory, environment, true);
      HostedService hosted;
      try {
        hosted = started(installation);
      } catch (SettingsException | RuntimeException e) {
        // Otherwise nobody would ever learn the URL to call.
        installation.takeBackFirstToken();
        throw e;
      }
      Greeting greeting = new Greeting(installation);
      LOG.info(greeting.line("answers at " + (path.isEmpty() ? "/" : path)));
      String base = "http://<this server>" + path;
      greeting.firstCall(base).ifPresent(Console::tell);
      hosted
          .service
          .firstLink()
          .ifPresent(link -> Console.tell(greeting.firstLook(link, base, Optional.empty())));
      greeting.awaited(hosted.service.neverCalled(), base).ifPresent(LOG::info);
      return hosted;
    } catch (SettingsException e) {
      e.problems().forEach(LOG::error);
      letGo();
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{}", e.getMessage());
      letGo();
      throw e;
    }
  }

  private static HostedService started(Installation installation) throws SettingsException {
    Logs.openHosted(installation.settings().logLevel(), installation.settings().logFile());
    installation.warnings().forEach(LOG::warn);
    if (installation.settings().acme().isPresent()) {
      throw new SettingsException(
          List.of(
              "TLS_ACME cannot be used here: this server handles TLS itself, so let it get the"
                  + " certificate, and remove TLS_ACME"));
    }
    if (installation.settings().tls().isPresent()) {
      LOG.warn(
          "TLS_CERTIFICATE and TLS_PRIVATE_KEY have no effect: this server handles TLS itself");
    }
    ScrappyDdns service = ScrappyDdns.open(installation);
    try {
      service.start();
      return new HostedService(service);
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  /** Answers every call. */
  public Endpoint endpoint() {
    return service.endpoint();
  }

  /** Stores what waits, ends all threads and releases all files. */
  @Override
  public void close() {
    LOG.info("Stopping");
    service.close();
    letGo();
  }

  private static void letGo() {
    JdbcDrivers.letGo();
    Logs.close();
  }
}
