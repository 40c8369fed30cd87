package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.ServerCertificate;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateExpiryTest {
  @TempDir static Path authorityFiles;
  @TempDir Path otherFiles;
  private static ServerCertificate certificate;
  private static ServerCertificate renewed;

  private final HandClock clock = new HandClock();
  private final Channels channels = new Channels();
  private CertificateExpiry expiry;

  @BeforeAll
  static void issue() throws GeneralSecurityException {
    PrivateAuthority authority = new PrivateAuthority(authorityFiles);
    certificate = read(authority.issue(KeyForm.EC_PKCS8, 20));
    renewed = read(authority.issue(KeyForm.EC_PKCS8, 300));
  }

  private static ServerCertificate read(Issued issued) throws GeneralSecurityException {
    return ServerCertificate.read(issued.certificate(), issued.privateKey());
  }

  @BeforeEach
  void begin_fifteen_days_before() {
    set(Duration.ofDays(15));
    expiry = started();
  }

  @Test
  void it_is_told_14_and_3_and_1_days_before_and_once_it_has() {
    for (int minutes = 15 * 24 * 60; minutes > -5 * 24 * 60; minutes -= 20) {
      set(Duration.ofMinutes(minutes));
      expiry.look();
    }
    assertThat(channels.told).hasSize(4);
    assertThat(channels.told.get(0)).startsWith("The TLS certificate expires in 14 days, on ");
    assertThat(channels.told.get(1)).startsWith("The TLS certificate expires in 3 days, on ");
    assertThat(channels.told.get(2)).startsWith("The TLS certificate expires in 1 day, on ");
    assertThat(channels.told.get(3)).startsWith("The TLS certificate expired on ");
  }

  /** Else one that lives for six days, and is renewed by itself, would be a warning for ever. */
  @Test
  void one_that_is_renewed_by_itself_is_told_of_only_when_that_has_failed()
      throws GeneralSecurityException, IOException {
    Issued issued = new PrivateAuthority(otherFiles).issue(KeyForm.EC_PKCS8, 6);
    ServerCertificate brief =
        ServerCertificate.renewedByItself(
            Files.readString(issued.privateKey()) + Files.readString(issued.certificate()));
    CertificateExpiry none = new CertificateExpiry(channels, clock);
    none.look();
    assertThat(none.broken()).isEmpty();
    assertThat(none.warning()).isEmpty();
    clock.advance(Duration.between(clock.instant(), brief.expires().minus(Duration.ofHours(143))));
    none.show(brief);
    for (int hours = 143; hours > -3; hours--) {
      none.look();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(channels.told).hasSize(2);
    assertThat(channels.told.get(0))
        .startsWith("The TLS certificate expires in 1 day, on ")
        .endsWith(": its renewal has failed so far, and the log says why");
    assertThat(channels.told.get(1)).startsWith("The TLS certificate expired on ");
    assertThat(none.broken()).isPresent();
  }

  @Test
  void a_restart_tells_nothing_twice() {
    set(Duration.ofDays(10));
    expiry.look();
    started().look();
    assertThat(channels.told).singleElement().asString().contains("expires in 10 days");
    set(Duration.ofHours(50));
    started().look();
    assertThat(channels.told).hasSize(2);
  }

  @Test
  void a_renewal_takes_back_what_was_not_told_yet_and_begins_anew() {
    set(Duration.ofDays(10));
    expiry.look();
    assertThat(channels.withdrawn).isZero();
    expiry.show(renewed);
    expiry.look();
    expiry.look();
    assertThat(channels.withdrawn).isEqualTo(1);
    assertThat(expiry.warning()).isEmpty();
    clock.advance(Duration.between(clock.instant(), renewed.expires().minus(Duration.ofDays(2))));
    expiry.look();
    assertThat(channels.told).hasSize(2);
  }

  @Test
  void a_clock_that_was_wrong_and_is_put_right_tells_the_right_step_again() {
    set(Duration.ofDays(10));
    expiry.look();
    set(Duration.ofDays(-3_000));
    expiry.look();
    set(Duration.ofDays(10));
    expiry.look();
    assertThat(channels.told).hasSize(3);
  }

  @Test
  void health_warns_of_it_and_is_broken_once_clients_refuse_it() {
    assertThat(expiry.warning()).isEmpty();
    assertThat(expiry.broken()).isEmpty();
    set(Duration.ofHours(5));
    assertThat(expiry.warning().orElseThrow())
        .startsWith("certificate: The TLS certificate expires in 5 h, on ");
    assertThat(expiry.broken()).isEmpty();
    set(Duration.ofSeconds(-1));
    assertThat(expiry.warning()).isEmpty();
    assertThat(expiry.broken().orElseThrow()).startsWith("certificate: The TLS certificate exp");
    set(Duration.ofDays(40));
    assertThat(expiry.broken().orElseThrow()).contains("is not valid before");
  }

  private CertificateExpiry started() {
    return new CertificateExpiry(certificate, channels, clock);
  }

  /** Sets the clock so that this much time is left. */
  private void set(Duration left) {
    clock.advance(Duration.between(clock.instant(), certificate.expires().minus(left)));
  }

  /** Keeps what was told, as a database does over restarts. */
  private static final class Channels implements CertificateExpiry.Announcements {
    private final CertificateText text =
        new CertificateText(Words.ofAlerts(Language.ENGLISH), ZoneOffset.UTC);
    private final List<String> told = new ArrayList<>();
    private long last;
    private int withdrawn;

    @Override
    public boolean announce(long occasion, ServerCertificate certificate, Instant now) {
      boolean news = occasion != last;
      last = occasion;
      if (news) {
        told.add(text.of(certificate, now));
      }
      return news;
    }

    @Override
    public void withdraw() {
      withdrawn++;
    }
  }
}
