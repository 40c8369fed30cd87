package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.Safe.Matter;
import io.github.scrappyddns.acme.certificate.OwnCertificate;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.server.ServerCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate over the years: gets it, keeps it, renews it in time, and takes over what another
 * instance got. Driven by looks, which one thread takes; {@link #warning} is for any.
 */
public final class Renewals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  private final Wanted wanted;
  private final Records records;
  private final OpenChallenge challenge;
  private final Ordering ordering;
  private final BooleanSupplier mine;
  private final Consumer<ServerCertificate> shown;
  private final InstantSource clock;
  private final DoubleSupplier chance;

  private @Nullable ServerCertificate certificate;

  /** When this instance last got one. */
  private @Nullable Instant got;

  private boolean fits;
  private @Nullable String unkept;
  private boolean isStarted;
  private volatile boolean anew;
  private volatile Attempts attempts = Attempts.NONE;
  private volatile boolean isThere;
  private volatile String trouble = "";

  /**
   * @param mine whether this instance orders for all; asked by the thread that looks
   * @param shown takes each certificate that is to be shown from then on
   * @param chance from 0 to 1, anew each time
   */
  Renewals(
      Wanted wanted,
      Safe safe,
      OpenChallenge challenge,
      Ordering ordering,
      BooleanSupplier mine,
      Consumer<ServerCertificate> shown,
      InstantSource clock,
      DoubleSupplier chance) {
    this.wanted = wanted;
    records = new Records(safe, wanted);
    this.challenge = challenge;
    this.ordering = ordering;
    this.mine = mine;
    this.shown = shown;
    this.clock = clock;
    this.chance = chance;
  }

  /** Tries again at the next look, if the authority has nothing against it. */
  public void tryAnew() {
    anew = true;
  }

  /** What to show until there is a certificate. */
  public ServerCertificate forNow() {
    return OwnCertificate.forNow(wanted.names(), clock.instant());
  }

  /** Takes over what is kept, before anything is shown. */
  public void begin() {
    try {
      takeOver();
    } catch (Safe.Unusable e) {
      tell(e);
    } catch (DatabaseException e) {
      LOG.error("The certificate is not known yet: {}", e.getMessage());
    }
  }

  /** Looks once: what is there, what has come of an order, and whether it is time for one. */
  public void look() {
    try {
      takeOver();
      ordering.outcome().ifPresent(this::settle);
      keep();
      orderWhereDue();
      trouble = "";
    } catch (Safe.Unusable e) {
      tell(e);
    }
  }

  private void tell(Safe.Unusable e) {
    String told = String.valueOf(e.getMessage());
    if (!told.equals(trouble)) {
      LOG.error("TLS_ACME: {}", told);
    }
    trouble = told;
  }

  private void takeOver() {
    if (!isStarted) {
      records.changed();
      attempts = records.attempts().anew();
      read();
      records.seen();
      isStarted = true;
    } else {
      Set<Matter> changed = records.changed();
      if (changed.contains(Matter.CHALLENGE)) {
        records.challenge().ifPresentOrElse(challenge::open, challenge::close);
      }
      if (changed.contains(Matter.ATTEMPTS)) {
        attempts = records.attempts();
      }
      if (changed.contains(Matter.CERTIFICATE)) {
        read();
      }
      records.seen();
    }
    if (anew) {
      anew = false;
      attempts = attempts.anew();
    }
  }

  private void read() {
    Optional<String> kept = records.certificate();
    if (kept.isPresent()) {
      try {
        use(kept.get());
      } catch (GeneralSecurityException e) {
        LOG.error("The certificate that is kept cannot be used, another is got: {}", e.toString());
      }
    }
  }

  private void use(String text) throws GeneralSecurityException {
    ServerCertificate read = ServerCertificate.renewedByItself(text);
    if (certificate != null && certificate.own().equals(read.own())) {
      return;
    }
    certificate = read;
    fits = text.startsWith(wanted.mark()) && read.names().equals(Set.copyOf(wanted.names()));
    isThere = true;
    shown.accept(read);
    LOG.info(
        "The TLS certificate for {} is shown; it expires on {}",
        String.join(", ", read.names()),
        read.expires());
  }

  private boolean isDue(Instant now) {
    ServerCertificate known = certificate;
    return known == null || !fits || !now.isBefore(RenewalTime.of(known));
  }

  private void orderWhereDue() {
    Instant now = clock.instant();
    if (unkept != null || !isDue(now) || hasJustBeenHere(now)) {
      return;
    }
    // Who cannot read what is kept does not take the duty from others who can.
    Optional<String> account = records.account();
    // While an order is under way, the duty is held, too.
    boolean isMine = mine.getAsBoolean();
    if (isMine && !ordering.isUnderWay() && attempts.mayBegin(now)) {
      order(now, records.keys(account));
    }
  }

  /**
   * Instances that want different names would take turns, and the authority has had enough of that
   * after some minutes: each gets one a day, unless the one that is shown runs out.
   */
  private boolean hasJustBeenHere(Instant now) {
    ServerCertificate known = certificate;
    return got != null
        && Duration.between(got, now).compareTo(Duration.ofDays(1)) < 0
        && known != null
        && now.isBefore(RenewalTime.of(known));
  }

  /** Nothing is asked of the authority before it is kept that it was. */
  private void order(Instant now, KeyPair account) {
    attempts = attempts.begin(now);
    records.keep(attempts);
    LOG.info("A TLS certificate for {} is ordered", String.join(", ", wanted.names()));
    ordering.begin(wanted.names(), account);
  }

  private void settle(Ordering.Outcome outcome) {
    Instant now = clock.instant();
    if (outcome.pem().isPresent()) {
      unkept = wanted.mark() + outcome.pem().get();
      got = now;
      try {
        use(unkept);
        if (isDue(now)) {
          String why =
              "what the certificate authority gave is too old to be used for long, or for other"
                  + " names: look at this machine's clock";
          fail(now, List.of(new Failure(Failure.Kind.REFUSED, why, Optional.empty())));
        } else {
          attempts = Attempts.NONE;
        }
      } catch (GeneralSecurityException e) {
        unkept = null;
        Failure failure =
            new Failure(
                Failure.Kind.REFUSED,
                "what it gave cannot be used: " + e.getMessage(),
                Optional.empty());
        fail(now, List.of(failure));
      }
    } else {
      fail(now, outcome.failures());
    }
  }

  private void fail(Instant now, List<Failure> failures) {
    Attempts after = attempts.failed(now, failures.get(failures.size() - 1), chance);
    LOG.error(
        "{} for {}: {}. The next try is on {}, or soon after a restart or SIGHUP",
        isThere ? "No other TLS certificate" : "No TLS certificate",
        String.join(", ", wanted.names()),
        failures.stream().map(Failure::getMessage).collect(Collectors.joining("; and ")),
        after.notBefore().truncatedTo(ChronoUnit.SECONDS));
    attempts = after;
    records.keep(after);
  }

  /** Keeps what was got, however often that has to be tried. */
  private void keep() {
    String text = unkept;
    if (text != null) {
      records.keepCertificate(text);
      records.keep(attempts);
      unkept = null;
    }
  }

  /** Whether an order was begun, and no look has taken yet what has come of it. */
  boolean isUnderWay() {
    return ordering.isUnderWay();
  }

  /** What health says; empty where a certificate is there and the last order went well. */
  public Optional<String> warning() {
    if (!trouble.isEmpty()) {
      return Optional.of("TLS_ACME: what is kept cannot be used, and the log says why");
    }
    Attempts last = attempts;
    if (last.why().isEmpty()) {
      return isThere ? Optional.empty() : Optional.of("TLS_ACME: there is no certificate yet");
    }
    return Optional.of(
        "TLS_ACME: %s: %s; the next try is on %s"
            .formatted(
                isThere ? "the certificate is not renewed" : "there is no certificate yet",
                last.why(),
                last.notBefore().truncatedTo(ChronoUnit.SECONDS)));
  }

  @Override
  public void close() {
    ordering.close();
  }
}
