package io.github.scrappyddns.assembly;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Outbox;
import java.time.InstantSource;

/**
 * What reaches all channels about the certificate.
 *
 * @param wake has the lanes look at once
 */
record CertificateNews(Database database, Outbox outbox, InstantSource clock, Runnable wake)
    implements CertificateExpiry.Announcements {
  private static final String CERTIFICATE = "this server's certificate";

  @Override
  public boolean announce(long occasion, String text) {
    boolean news =
        database.write(
            writing -> outbox.announce(writing, CERTIFICATE, occasion, text, clock.millis()));
    wake.run();
    return news;
  }

  @Override
  public void withdraw() {
    database.write(
        writing -> {
          outbox.withdraw(writing, CERTIFICATE);
          return null;
        });
  }
}
