package io.github.scrappyddns.acme;

import io.github.scrappyddns.server.ServerCertificate;
import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate is to be renewed: when a third of its lifetime is left, or a little sooner, so
 * that not all certificates of one day are renewed in the same second.
 */
final class RenewalTime {
  private static final int THIRD = 3;

  /** It is sooner by this part of the lifetime at most. */
  private static final int SPREAD = 30;

  private static final int CHANCES = 1 << 16;

  private RenewalTime() {}

  /** The time for this one: the same for all instances, and over restarts. */
  static Instant of(ServerCertificate certificate) {
    Duration life = Duration.between(certificate.begins(), certificate.expires());
    int drawn = certificate.own().getSerialNumber().hashCode() & (CHANCES - 1);
    Duration early = life.dividedBy(SPREAD).multipliedBy(drawn).dividedBy(CHANCES);
    return certificate.expires().minus(life.dividedBy(THIRD)).minus(early);
  }
}
