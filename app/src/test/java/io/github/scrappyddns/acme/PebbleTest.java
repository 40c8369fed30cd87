package io.github.scrappyddns.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.Pebble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way to a certificate, by Let's Encrypt's own authority for tests. */
@Tag("installed")
@Tag("slow")
class PebbleTest {
  private static final String BY_PATH = "Attempting to validate w/ HTTP";
  private static final List<String> NAMES = List.of("ddns.example.com", "www.example.com");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private AcmeInstance instance;
  private Path pebbleFiles;
  private Path kept;

  @BeforeEach
  void listen() throws IOException {
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    instance = new AcmeInstance(clock);
    pebbleFiles = directory.resolve("pebble");
    kept = directory.resolve("acme");
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private Pebble pebble() {
    return new Pebble(pebbleFiles, Pebble.freePort(), instance.plainPort(), instance.tlsPort());
  }

  private Renewals renewals(Pebble pebble, boolean plain, boolean tlsFirst)
      throws GeneralSecurityException {
    return renewals(pebble.directory(), NAMES, plain, tlsFirst);
  }

  private Renewals renewals(URI authority, List<String> names, boolean plain, boolean tlsFirst)
      throws GeneralSecurityException {
    return instance.renewals(
        AcmeInstance.making(names, authority, Pebble.certificate(pebbleFiles), plain, tlsFirst),
        new SafeInFiles(kept),
        () -> true,
        clock);
  }

  private static void awaitCertificate(AcmeInstance instance, Renewals renewals) {
    Await.until(
        "there is a certificate",
        () -> {
          renewals.look();
          return instance.shown().isPresent();
        });
  }

  /** Whether a real client trusts what is shown, for each name. */
  private void curlTrusts(Pebble pebble) {
    for (String name : NAMES) {
      InstalledProgram.Ended called =
          InstalledProgram.named("curl", "curl")
              .run(
                  directory,
                  "-sS",
                  "--cacert",
                  pebble.root().toString(),
                  "--resolve",
                  name + ":" + instance.tlsPort() + ":127.0.0.1",
                  "https://" + name + ":" + instance.tlsPort() + "/any");
      assertThat(called.output()).isEqualTo("Not Found\n");
    }
  }

  @Test
  void by_http_01_a_certificate_is_got_shown_and_kept_for_its_owner_alone()
      throws IOException, GeneralSecurityException {
    try (Pebble pebble = pebble()) {
      Renewals renewals = renewals(pebble, true, false);
      assertThat(renewals.warning()).contains("TLS_ACME: there is no certificate yet");
      awaitCertificate(instance, renewals);
      renewals.look();
      assertThat(renewals.warning()).isEmpty();
      curlTrusts(pebble);
      assertThat(pebble.output()).contains(BY_PATH);
      try (Stream<Path> files = Files.list(kept)) {
        assertThat(files.map(PebbleTest::mode)).containsOnly("rw-------").hasSize(3);
      }
      assertThat(mode(kept)).isEqualTo("rwx------");
      assertThat(instance.challenge().certificate()).isNull();
    }
  }

  private static void awaitLine(
      Renewals renewals, CapturedLog log, Supplier<String> authority, String line) {
    try {
      Await.until(
          "it is told",
          () -> {
            renewals.look();
            return text(log).contains(line);
          });
    } catch (AssertionError e) {
      throw new AssertionError(text(log) + "\n" + authority.get(), e);
    }
  }

  private static String text(CapturedLog log) {
    return String.join("\n", log.lines());
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void by_tls_alpn_01_a_certificate_is_got_without_a_port_in_clear_text()
      throws GeneralSecurityException {
    try (Pebble pebble = pebble()) {
      awaitCertificate(instance, renewals(pebble, false, true));
      curlTrusts(pebble);
      assertThat(pebble.output()).doesNotContain(BY_PATH);
    }
  }

  @Test
  void where_one_way_fails_the_other_is_tried() throws GeneralSecurityException {
    try (Pebble pebble =
            new Pebble(pebbleFiles, Pebble.freePort(), Pebble.freePort(), instance.tlsPort());
        CapturedLog log = new CapturedLog(Renewals.class)) {
      awaitCertificate(instance, renewals(pebble, true, false));
      assertThat(text(log)).doesNotContain("No TLS certificate");
    }
  }

  @Test
  void a_restart_shows_what_is_kept_and_asks_nobody() throws IOException, GeneralSecurityException {
    try (Pebble pebble = pebble()) {
      awaitCertificate(instance, renewals(pebble, true, false));
    }
    Instant expires = instance.shown().orElseThrow().expires();
    instance.close();
    instance = new AcmeInstance(clock);
    Renewals renewals = renewals(URI.create("https://localhost:1/dir"), NAMES, true, false);
    assertThat(instance.shown()).isPresent();
    instance.close();
    try (Pebble another =
        new Pebble(pebbleFiles, Pebble.freePort(), Pebble.freePort(), Pebble.freePort())) {
      assertThat(another.issued()).isZero();
    }
    assertThat(instance.shown().orElseThrow().expires()).isEqualTo(expires);
    assertThat(renewals.warning()).isEmpty();
  }

  @Test
  void it_is_renewed_when_a_third_of_its_time_is_left() throws GeneralSecurityException {
    try (Pebble pebble = pebble()) {
      Renewals renewals = renewals(pebble, true, false);
      awaitCertificate(instance, renewals);
      var first = instance.shown().orElseThrow();
      Duration life = Duration.between(first.begins(), first.expires());
      Instant renewal = RenewalTime.of(first);
      assertThat(renewal)
          .isBetween(
              first.begins().plus(life.multipliedBy(63).dividedBy(100)),
              first.expires().minus(life.dividedBy(3)));
      clock.advance(Duration.between(clock.instant(), renewal.minusSeconds(1)));
      for (int i = 0; i < 5; i++) {
        renewals.look();
      }
      assertThat(pebble.issued()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
      Await.until(
          "it is renewed",
          () -> {
            renewals.look();
            return !instance.shown().orElseThrow().own().equals(first.own());
          });
      assertThat(pebble.issued()).isEqualTo(2);
      curlTrusts(pebble);
    }
  }

  @Test
  void an_authority_that_is_away_at_the_start_is_asked_again_and_nothing_is_lost()
      throws GeneralSecurityException {
    int port = Pebble.freePort();
    URI authority = URI.create("https://localhost:" + port + "/dir");
    try (CapturedLog log = new CapturedLog(Renewals.class)) {
      Renewals renewals = renewals(authority, NAMES, true, false);
      awaitLine(renewals, log, () -> "", "localhost cannot be reached");
      assertThat(renewals.warning().orElseThrow())
          .startsWith(
              "TLS_ACME: there is no certificate yet: the certificate authority was not reached; the"
                  + " next try is on ");
      try (Pebble pebble =
          new Pebble(pebbleFiles, port, instance.plainPort(), instance.tlsPort())) {
        renewals.look();
        assertThat(pebble.issued()).isZero();
        clock.advance(Duration.ofSeconds(73));
        awaitCertificate(instance, renewals);
      }
    }
  }

  @Test
  void a_name_that_leads_elsewhere_and_one_that_is_refused_are_told_in_words()
      throws GeneralSecurityException {
    try (Pebble pebble =
            new Pebble(pebbleFiles, Pebble.freePort(), Pebble.freePort(), Pebble.freePort());
        CapturedLog log = new CapturedLog(Renewals.class)) {
      Renewals renewals = renewals(pebble, true, false);
      awaitLine(renewals, log, pebble::output, "No TLS certificate");
      assertThat(text(log)).contains("cannot reach port 80 of ", "on port 443 of ", "PLAIN_PORT");
      Renewals refused = renewals(pebble.directory(), List.of(Pebble.BLOCKED), true, false);
      awaitLine(
          refused,
          log,
          pebble::output,
          "the certificate authority gives no certificate for a name in TLS_ACME. It says: ");
      assertThat(refused.warning().orElseThrow()).doesNotContain(Pebble.BLOCKED);
    }
  }

  @Test
  void an_authority_that_nobody_vouches_for_is_not_trusted() throws Exception {
    Path other = directory.resolve("other");
    try (Pebble pebble = pebble();
        CapturedLog log = new CapturedLog(Renewals.class)) {
      Renewals renewals =
          instance.renewals(
              AcmeInstance.making(
                  NAMES, pebble.directory(), Pebble.certificate(other), true, false),
              new SafeInFiles(kept),
              () -> true,
              clock);
      awaitLine(renewals, log, pebble::output, "itself is not trusted");
      assertThat(text(log)).contains("TLS_ACME_CA");
    }
  }
}
