package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.Safe.Matter;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.server.ServerCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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

  /** A certificate is renewed when less than this part of its lifetime is left. */
  private static final int THIRD = 3;

  /** Not all certificates of one day are renewed in the same second. */
  private static final int SPREAD = 30;

  /** What the certificate is for, and who decides about it. */
  public record Wanted(List<String> names, String directory) {
    /** Written above a certificate: one of another authority is not the one that is wanted. */
    private String mark() {
      return "From " + directory + "\n";
    }

    /** Written above attempts: what failed for other names may go well for these. */
    private String aim() {
      return mark() + "For " + String.join(" ", names) + "\n";
    }
  }

  private final Wanted wanted;
  private final Safe safe;
  private final OpenChallenge challenge;
  private final Ordering ordering;
  private final BooleanSupplier mine;
  private final Consumer<ServerCertificate> shown;
  private final InstantSource clock;
  private final DoubleSupplier chance;

  private Map<Matter, Long> known = Map.of();
  private @Nullable ServerCertificate certificate;
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
    this.safe = safe;
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
    return OwnCertificate.forNow(wanted.names, clock.instant());
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
      known = safe.versions();
      attempts = keptAttempts().anew();
      read();
      isStarted = true;
    } else if (safe.isShared()) {
      Map<Matter, Long> before = known;
      Map<Matter, Long> now = safe.versions();
      if (differs(Matter.CHALLENGE, before, now)) {
        safe.read(Matter.CHALLENGE)
            .flatMap(Challenge::read)
            .ifPresentOrElse(challenge::open, challenge::close);
      }
      if (differs(Matter.ATTEMPTS, before, now)) {
        attempts = keptAttempts();
      }
      if (differs(Matter.CERTIFICATE, before, now)) {
        read();
      }
      known = now;
    }
    if (anew) {
      anew = false;
      attempts = attempts.anew();
    }
  }

  private Attempts keptAttempts() {
    return safe.read(Matter.ATTEMPTS)
        .filter(text -> text.startsWith(wanted.aim()))
        .map(Attempts::read)
        .orElse(Attempts.NONE);
  }

  private void keepAttempts(Attempts now) {
    attempts = now;
    safe.write(Matter.ATTEMPTS, wanted.aim() + now.text());
  }

  private static boolean differs(Matter matter, Map<Matter, Long> before, Map<Matter, Long> now) {
    return !now.getOrDefault(matter, 0L).equals(before.getOrDefault(matter, 0L));
  }

  private void read() {
    Optional<String> kept = safe.read(Matter.CERTIFICATE);
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
    fits = text.startsWith(wanted.mark()) && read.names().equals(Set.copyOf(wanted.names));
    isThere = true;
    shown.accept(read);
    LOG.info(
        "The TLS certificate for {} is shown; it expires on {}",
        String.join(", ", read.names()),
        read.expires());
  }

  private boolean isDue(Instant now) {
    ServerCertificate known = certificate;
    return known == null || !fits || !now.isBefore(renewal(known));
  }

  /** When to renew it: the same for all instances, and over restarts. */
  static Instant renewal(ServerCertificate certificate) {
    Duration life = Duration.between(certificate.begins(), certificate.expires());
    int number = certificate.own().getSerialNumber().hashCode();
    double part = (number & 0xffff) / 65_536.0;
    long early = Math.round(life.dividedBy(SPREAD).toMillis() * part);
    return certificate.expires().minus(life.dividedBy(THIRD)).minusMillis(early);
  }

  private void orderWhereDue() {
    Instant now = clock.instant();
    if (unkept != null || !isDue(now)) {
      return;
    }
    // Who cannot read what is kept does not take the duty from others who can.
    Optional<String> account = safe.read(Matter.ACCOUNT);
    // While an order is under way, the duty is held, too.
    boolean isMine = mine.getAsBoolean();
    if (isMine && !ordering.isUnderWay() && attempts.mayBegin(now)) {
      order(now, account(account));
    }
  }

  /** Nothing is asked of the authority before it is kept that it was. */
  private void order(Instant now, KeyPair account) {
    keepAttempts(attempts.begin(now));
    LOG.info("A TLS certificate for {} is ordered", String.join(", ", wanted.names));
    ordering.begin(wanted.names, account);
  }

  private KeyPair account(Optional<String> kept) {
    if (kept.isPresent()) {
      try {
        return Keys.read(kept.get());
      } catch (GeneralSecurityException e) {
        LOG.error("The keys of the account are damaged, others are made: {}", e.toString());
      }
    }
    KeyPair made = Keys.make();
    safe.write(Matter.ACCOUNT, Keys.text(made));
    return made;
  }

  private void settle(Ordering.Outcome outcome) {
    Instant now = clock.instant();
    if (outcome.pem().isPresent()) {
      unkept = wanted.mark() + outcome.pem().get();
      try {
        use(unkept);
        if (isDue(now)) {
          String why =
              "what the certificate authority gave is too old to be used for long, or for other"
                  + " names: is this machine's clock right?";
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
        "No TLS certificate for {}: {}. The next try is on {}, or soon after a restart or SIGHUP",
        String.join(", ", wanted.names),
        failures.stream().map(Failure::getMessage).collect(Collectors.joining("; and ")),
        after.notBefore().truncatedTo(ChronoUnit.SECONDS));
    keepAttempts(after);
  }

  /** Keeps what was got, however often that has to be tried. */
  private void keep() {
    String text = unkept;
    if (text != null) {
      safe.write(Matter.CERTIFICATE, text);
      keepAttempts(attempts);
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
