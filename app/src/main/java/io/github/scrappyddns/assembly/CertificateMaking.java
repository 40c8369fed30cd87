package io.github.scrappyddns.assembly;

import io.github.scrappyddns.acme.AcmeMaking;
import io.github.scrappyddns.acme.ChallengeEndpoint;
import io.github.scrappyddns.acme.OpenChallenge;
import io.github.scrappyddns.acme.Renewals;
import io.github.scrappyddns.acme.Safe;
import io.github.scrappyddns.acme.SafeInDatabase;
import io.github.scrappyddns.acme.SafeInFiles;
import io.github.scrappyddns.acme.certificate.AuthorityTrust;
import io.github.scrappyddns.assembly.upkeep.CertificateExpiry;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.server.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes what gets the certificate by itself; nothing of it is loaded where that is not set up. */
final class CertificateMaking implements AutoCloseable {
  private static final int HTTPS = 443;
  private static final String DUTY = "certificate";
  private static final String FILES = "acme";
  private static final long LOOK_MILLIS = 1_000;

  private final Settings.Acme acme;
  private final Settings settings;
  private final OpenChallenge challenge;
  private @Nullable Renewals renewals;

  CertificateMaking(Settings.Acme acme, Installation installation) {
    this.acme = acme;
    settings = installation.settings();
    challenge = new OpenChallenge(installation.clock());
  }

  /** Answers the certificate authority before all others. */
  Endpoint before(Endpoint others) {
    return new ChallengeEndpoint(challenge, others);
  }

  /**
   * Has the server listen with what certificate there is, and keeps it from then on.
   *
   * @return what tries again at once
   */
  Runnable listen(HttpServer server, InetSocketAddress bind, ScrappyDdns service) {
    InstantSource clock = service.sharing().clock();
    CertificateExpiry expiry = new CertificateExpiry(service.aboutCertificate(), clock);
    Renewals made =
        new AcmeMaking(
                acme.names(),
                acme.directory(),
                acme.contact(),
                acme.authority().map(CertificateMaking::trust),
                acme.plainPort().isPresent(),
                bind.getPort() == HTTPS)
            .renewals(
                safe(service),
                challenge,
                () -> service.sharing().duties().isMine(DUTY),
                certificate -> {
                  server.show(certificate);
                  expiry.show(certificate);
                },
                clock);
    renewals = made;
    server.listen(bind, made.forNow(), challenge::certificate);
    acme.plainPort()
        .ifPresent(port -> server.listen(new InetSocketAddress(bind.getAddress(), port)));
    made.begin();
    service.housekeeping().every(LOOK_MILLIS, "TLS_ACME", made::look);
    service.housekeeping().every(LOOK_MILLIS, "TLS_ACME", expiry::look);
    service.tellHealth(expiry::broken, expiry::warning);
    service.tellHealth(Optional::empty, made::warning);
    return made::tryAnew;
  }

  private Safe safe(ScrappyDdns service) {
    return service.database().isShared()
        ? new SafeInDatabase(service.database(), settings.secretKeyFile())
        : new SafeInFiles(settings.stateDirectory().resolve(FILES));
  }

  private static SSLContext trust(Path file) {
    try {
      return AuthorityTrust.read(file);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("It was readable a moment ago: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Renewals made = renewals;
    if (made != null) {
      made.close();
    }
  }
}
