package io.github.scrappyddns.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.PemBlock;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an order is made, and what becomes of what comes of it. */
@Tag("installed")
class RenewalsTest {
  private static final URI DIRECTORY = URI.create("https://ca.example.com/dir");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Memory safe = new Memory();
  private final AtomicInteger orders = new AtomicInteger();
  private PrivateAuthority authority;
  private AcmeInstance instance;
  private volatile int days = 6;

  @BeforeEach
  void open() throws IOException {
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    authority = new PrivateAuthority(directory);
    instance = new AcmeInstance(clock);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  /** A safe in memory, of which one matter may not be written. */
  private static final class Memory implements Safe {
    private final Map<Matter, String> kept = new EnumMap<>(Matter.class);
    private volatile boolean isFull;

    @Override
    public Optional<String> read(Matter matter) {
      return Optional.ofNullable(kept.get(matter));
    }

    @Override
    public void write(Matter matter, String text) {
      if (isFull && matter == Matter.CERTIFICATE) {
        throw new Unusable("the disk is full");
      }
      kept.put(matter, text);
    }

    @Override
    public boolean isShared() {
      return false;
    }

    @Override
    public Map<Matter, Long> versions() {
      return Map.of();
    }
  }

  private Orders issuing() {
    return (names, account, kind, answers) -> {
      orders.incrementAndGet();
      Issued issued = authority.issue(KeyForm.EC_PKCS8, days);
      try {
        return Files.readString(issued.privateKey()) + Files.readString(issued.certificate());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private Orders refusing(Failure.Kind kind) {
    return (names, account, way, answers) -> {
      orders.incrementAndGet();
      throw new Failure(kind, "no", Optional.empty());
    };
  }

  /** The names that {@link PrivateAuthority} issues for. */
  private Renewals renewals(Orders from) {
    return instance.renewals(
        from,
        List.of("localhost", "ddns.example.com", "www.example.com"),
        DIRECTORY,
        safe,
        () -> true,
        clock);
  }

  private void lookUntil(Renewals renewals, int count) {
    Await.until(
        "that many orders have come to their end",
        () -> {
          renewals.look();
          return orders.get() == count && !renewals.isUnderWay();
        });
    renewals.look();
  }

  @Test
  void certificates_of_six_days_are_renewed_with_two_left_and_told_of_with_one_and_a_half() {
    Renewals renewals = renewals(issuing());
    lookUntil(renewals, 1);
    var shown = instance.shown().orElseThrow();
    assertThat(shown.early()).isEqualTo(Duration.ofHours(36));
    clock.advance(Duration.ofHours(24 * 4 - 6));
    renewals.look();
    assertThat(orders).hasValue(1);
    clock.advance(Duration.ofHours(6));
    days = 60;
    lookUntil(renewals, 2);
    assertThat(instance.shown().orElseThrow().early()).isEqualTo(Duration.ofDays(14));
    renewals.look();
    assertThat(orders).hasValue(2);
  }

  /** Otherwise it would order one after the other, until the authority allows no more. */
  @Test
  void a_clock_that_goes_wrong_by_months_orders_no_more_often_than_one_that_is_refused() {
    clock.advance(Duration.ofDays(200));
    Renewals renewals = renewals(issuing());
    lookUntil(renewals, 1);
    for (int i = 0; i < 59; i++) {
      clock.advance(Duration.ofMinutes(1));
      renewals.look();
    }
    assertThat(orders).hasValue(1);
    assertThat(renewals.warning()).isPresent();
    clock.advance(Duration.ofMinutes(1));
    lookUntil(renewals, 2);
  }

  @Test
  void what_cannot_be_kept_is_shown_all_the_same_and_not_ordered_again() {
    safe.isFull = true;
    Renewals renewals = renewals(issuing());
    lookUntil(renewals, 1);
    assertThat(instance.shown()).isPresent();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofDays(2));
      renewals.look();
    }
    assertThat(orders).hasValue(1);
    assertThat(renewals.warning()).isPresent();
    safe.isFull = false;
    renewals.look();
    assertThat(safe.read(Safe.Matter.CERTIFICATE)).isPresent();
  }

  @Test
  void a_refusal_is_tried_again_after_an_hour_or_soon_when_its_owner_wants_it() {
    Renewals renewals = renewals(refusing(Failure.Kind.UNPROVED));
    lookUntil(renewals, 1);
    clock.advance(Duration.ofMinutes(4));
    renewals.tryAnew();
    renewals.look();
    assertThat(orders).hasValue(1);
    clock.advance(Duration.ofMinutes(2));
    lookUntil(renewals, 2);
    clock.advance(Duration.ofMinutes(119));
    renewals.look();
    assertThat(renewals.isUnderWay()).isFalse();
    clock.advance(Duration.ofMinutes(1));
    lookUntil(renewals, 3);
  }

  @Test
  void another_name_or_another_authority_is_ordered_at_once() throws GeneralSecurityException {
    lookUntil(renewals(issuing()), 1);
    Renewals renamed =
        instance.renewals(
            refusing(Failure.Kind.REFUSED),
            List.of("localhost"),
            DIRECTORY,
            safe,
            () -> true,
            clock);
    assertThat(instance.shown()).isPresent();
    lookUntil(renamed, 2);
    Renewals moved =
        instance.renewals(
            issuing(),
            List.of("localhost", "ddns.example.com", "www.example.com"),
            URI.create("https://other.example.com/dir"),
            safe,
            () -> true,
            clock);
    lookUntil(moved, 3);
    assertThat(PemBlock.of(safe.read(Safe.Matter.CERTIFICATE).orElseThrow())).hasSize(3);
  }
}
