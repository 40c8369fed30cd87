package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.server.ServerCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tells in time that the certificate expires: 14, 3 and 1 days before, and once it has. Each
 * step is told once, in the log and by the channels; health tells it all the while. {@link #show}
 * and {@link #look} are for one thread at a time.
 */
public final class CertificateExpiry {
  /** What reaches all channels, as durable as an alert. */
  public interface Announcements {
    /**
     * Tells what is to be said of a certificate now, unless it was told already.
     *
     * @param occasion tells one thing to be told from the next, over restarts, too
     * @return whether it was new
     */
    boolean announce(long occasion, ServerCertificate certificate, Instant now);

    /** Takes back what has not arrived yet. */
    void withdraw();
  }

  /**
   * Announcements that every channel owes its owner.
   *
   * @param wake has the lanes look at once
   */
  public record OwedByAll(
      Database database, Outbox outbox, CertificateText text, InstantSource clock, Runnable wake)
      implements Announcements {
    private static final String CERTIFICATE = "this server's certificate";

    @Override
    public boolean announce(long occasion, ServerCertificate certificate, Instant now) {
      String told = text.of(certificate, now);
      boolean news =
          database.write(
              writing -> outbox.announce(writing, CERTIFICATE, occasion, told, clock.millis()));
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

  private static final Logger LOG = LoggerFactory.getLogger(CertificateExpiry.class);
  private static final List<Duration> STEPS =
      List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(3), ServerCertificate.EARLY);
  private static final long NOT_LOOKED_YET = -1;
  private static final long BEFORE_ALL_STEPS = 0;

  private final Announcements announcements;
  private final InstantSource clock;
  private volatile @Nullable ServerCertificate shown;
  private long dealtWith = NOT_LOOKED_YET;

  /** One of a certificate that there is not yet: {@link #show} will tell of it. */
  public CertificateExpiry(Announcements announcements, InstantSource clock) {
    this.announcements = announcements;
    this.clock = clock;
  }

  public CertificateExpiry(
      ServerCertificate shown, Announcements announcements, InstantSource clock) {
    this.shown = shown;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Goes by another certificate from now on. */
  public void show(ServerCertificate certificate) {
    Instant now = clock.instant();
    if (step(certificate, now) == BEFORE_ALL_STEPS) {
      // It may be one for later: that is no step, and told here.
      certificate.warning(now).ifPresent(LOG::warn);
    }
    shown = certificate;
    dealtWith = NOT_LOOKED_YET;
  }

  /** Looks once; tells a step that has come, and takes back what a renewal has settled. */
  public void look() {
    ServerCertificate known = shown;
    if (known == null) {
      return;
    }
    Instant now = clock.instant();
    long step = step(known, now);
    if (step == dealtWith) {
      return;
    }
    if (step == BEFORE_ALL_STEPS) {
      announcements.withdraw();
    } else {
      known
          .warning(now)
          .filter(text -> announcements.announce(step, known, now))
          .ifPresent(text -> LOG.warn("{}", text));
    }
    dealtWith = step;
  }

  /** The time of the last step that has come, in epoch milliseconds. */
  private static long step(ServerCertificate certificate, Instant now) {
    return STEPS.stream()
        .filter(step -> step.compareTo(certificate.early()) <= 0)
        .map(certificate.expires()::minus)
        .filter(moment -> !now.isBefore(moment))
        .findFirst()
        .map(Instant::toEpochMilli)
        .orElse(BEFORE_ALL_STEPS);
  }

  /** Why clients refuse the certificate, for health; empty while they do not. */
  public Optional<String> broken() {
    return told(false);
  }

  /** What will make them refuse it, for health. */
  public Optional<String> warning() {
    return told(true);
  }

  private Optional<String> told(boolean whileValid) {
    ServerCertificate known = shown;
    Instant now = clock.instant();
    return known != null && known.isValid(now) == whileValid
        ? known.warning(now).map(text -> "certificate: " + text)
        : Optional.empty();
  }
}
