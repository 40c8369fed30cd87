package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.server.ServerCertificate;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that puts a renewed certificate into use without a restart. Used by one thread at a time.
 */
public final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final Settings.Tls files;
  private final Consumer<ServerCertificate> server;
  private final FileWatch watch;
  private volatile boolean refused;

  /**
   * @param shown what the server shows now
   * @param server takes the new one
   */
  public CertificateWatch(
      Settings.Tls files, ServerCertificate shown, Consumer<ServerCertificate> server) {
    this.files = files;
    this.server = server;
    this.watch = new FileWatch(shown.stamp(), files.certificate(), files.privateKey());
  }

  /** What health says while the files are not what the server shows. */
  public Optional<String> warning() {
    return refused
        ? Optional.of("certificate: the new one is not used, the log says why")
        : Optional.empty();
  }

  /** Reads the pair, edited or not. */
  public void readAnew() {
    watch.demand();
    look();
  }

  /** Looks once. A pair that does not fit, as half of a renewal, leaves the old one in force. */
  public void look() {
    if (!watch.edited()) {
      return;
    }
    try {
      ServerCertificate renewed = ServerCertificate.read(files.certificate(), files.privateKey());
      server.accept(renewed);
      refused = false;
      LOG.info("The TLS certificate was read again: the new one expires on {}", renewed.expires());
    } catch (GeneralSecurityException e) {
      refused = true;
      LOG.error("New TLS certificate not used, the old one stays in force: {}", e.getMessage());
    }
    watch.settle();
  }
}
