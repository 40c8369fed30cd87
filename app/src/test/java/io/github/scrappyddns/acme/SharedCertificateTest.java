package io.github.scrappyddns.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.acme.Safe.Matter;
import io.github.scrappyddns.acme.certificate.Keys;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.instance.Duties;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.Pebble;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL, and one certificate. */
@Tag("installed")
@Tag("slow")
class SharedCertificateTest {
  private static final List<String> NAMES = List.of("ddns.example.com");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private Database one;
  private Database other;
  private AcmeInstance here;
  private AcmeInstance there;
  private String url;

  @BeforeEach
  void open() throws IOException {
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    url = TestDatabase.POSTGRESQL.freshUrl(directory);
    one = Database.open(url);
    other = Database.open(url);
    here = new AcmeInstance(clock);
    there = new AcmeInstance(clock);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    one.close();
    other.close();
  }

  private Safe safe(Database database, String keyFile) {
    return new SafeInDatabase(database, directory.resolve(keyFile));
  }

  private Renewals renewals(AcmeInstance instance, Database database, Pebble pebble, String keyFile)
      throws GeneralSecurityException {
    Duties duties = new Duties(database, clock);
    return instance.renewals(
        AcmeInstance.making(
            NAMES,
            pebble.directory(),
            Pebble.certificate(directory.resolve("pebble")),
            true,
            false),
        safe(database, keyFile),
        () -> duties.isMine("certificate"),
        clock);
  }

  /** The authority calls an instance that did not order, as a proxy in front would have it. */
  private Pebble callingThere() {
    return new Pebble(
        directory.resolve("pebble"), Pebble.freePort(), there.plainPort(), there.tlsPort());
  }

  @Test
  void one_orders_the_other_answers_and_both_show_it() throws GeneralSecurityException {
    try (Pebble pebble = callingThere()) {
      Renewals first = renewals(here, one, pebble, "secret.key");
      first.look();
      Renewals second = renewals(there, other, pebble, "secret.key");
      Await.until(
          "both show it",
          () -> {
            first.look();
            second.look();
            return here.shown().isPresent() && there.shown().isPresent();
          });
      assertThat(here.shown().orElseThrow().own()).isEqualTo(there.shown().orElseThrow().own());
      first.look();
      second.look();
      assertThat(pebble.issued()).isEqualTo(1);
      assertThat(first.warning()).isEmpty();
      assertThat(second.warning()).isEmpty();
      assertThat(there.challenge().certificate()).isNull();
      assertThat(TestDatabase.count(url, "acme WHERE content LIKE '%PRIVATE%'")).isZero();
      assertThat(TestDatabase.count(url, "acme WHERE name IN ('account', 'certificate')"))
          .isEqualTo(2);
    }
  }

  /** An order that never comes to an end, of a process that dies of it. */
  private static Orders hanging(CountDownLatch begun) {
    return (names, account, kind, answers) -> {
      begun.countDown();
      new CountDownLatch(1).await();
      throw new AssertionError();
    };
  }

  @Test
  void who_dies_amid_an_order_holds_the_other_up_for_a_minute_and_no_longer() throws Exception {
    try (Pebble pebble = callingThere()) {
      CountDownLatch begun = new CountDownLatch(1);
      Duties duties = new Duties(one, clock);
      Renewals dying =
          here.renewals(
              hanging(begun),
              pebble.directory(),
              safe(one, "secret.key"),
              () -> duties.isMine("certificate"),
              clock);
      dying.look();
      begun.await();
      Renewals second = renewals(there, other, pebble, "secret.key");
      for (int i = 0; i < 3; i++) {
        clock.advance(Duration.ofSeconds(19));
        second.look();
      }
      assertThat(pebble.output()).doesNotContain("POST");
      clock.advance(Duration.ofSeconds(10));
      Await.until(
          "the other one gets it",
          () -> {
            second.look();
            return there.shown().isPresent();
          });
      assertThat(pebble.issued()).isEqualTo(1);
    }
  }

  /** A safe of which the next look at the certificate fails, as while a database is away. */
  private record Failing(Safe safe, AtomicInteger failures) implements Safe {
    @Override
    public Optional<String> read(Matter matter) {
      if (matter == Matter.CERTIFICATE
          && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new Unusable("not now");
      }
      return safe.read(matter);
    }

    @Override
    public void write(Matter matter, String text) {
      safe.write(matter, text);
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public Map<Matter, Long> versions() {
      return safe.versions();
    }
  }

  @Test
  void what_could_not_be_read_once_is_taken_over_with_a_later_look()
      throws GeneralSecurityException {
    try (Pebble pebble = callingThere()) {
      AtomicInteger failures = new AtomicInteger();
      Renewals second =
          there.renewals(
              hanging(new CountDownLatch(1)),
              pebble.directory(),
              new Failing(safe(other, "secret.key"), failures),
              () -> false,
              clock);
      Renewals first = renewals(here, one, pebble, "secret.key");
      Await.until(
          "one shows it",
          () -> {
            first.look();
            if (here.shown().isEmpty()) {
              second.look();
            }
            return here.shown().isPresent();
          });
      first.look();
      failures.set(1);
      second.look();
      assertThat(there.shown()).isEmpty();
      second.look();
      assertThat(there.shown()).isPresent();
    }
  }

  @Test
  void who_lacks_the_key_says_so_and_leaves_it_to_others() throws GeneralSecurityException {
    try (Pebble pebble = callingThere();
        CapturedLog log = new CapturedLog(Renewals.class)) {
      AtomicInteger asked = new AtomicInteger();
      safe(one, "secret.key").write(Matter.ACCOUNT, Keys.text(Keys.make()));
      Renewals without =
          there.renewals(
              hanging(new CountDownLatch(1)),
              pebble.directory(),
              safe(other, "another.key"),
              () -> asked.incrementAndGet() > 0,
              clock);
      without.look();
      without.look();
      assertThat(asked).hasValue(0);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR TLS_ACME: what the database keeps of the certificate cannot be read")
          .contains("another.key does not exist");
      assertThat(without.warning())
          .contains("TLS_ACME: what is kept cannot be used, and the log says why");
    }
  }
}
