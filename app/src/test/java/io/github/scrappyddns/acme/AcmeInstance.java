package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.certificate.AuthorityTrust;
import io.github.scrappyddns.acme.certificate.OwnCertificate;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.server.HttpServer;
import io.github.scrappyddns.server.ServerCertificate;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One service with its sockets, as far as its certificate goes: a port with TLS, and one without.
 */
final class AcmeInstance implements AutoCloseable {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final OpenChallenge challenge;
  private final HttpServer server;
  private volatile @Nullable ServerCertificate shown;
  private @Nullable Renewals renewals;

  AcmeInstance(HandClock clock) throws IOException {
    challenge = new OpenChallenge(clock);
    server =
        new HttpServer(
            new ChallengeEndpoint(
                challenge,
                request -> CompletableFuture.completedFuture(Response.text(404, "Not Found\n"))),
            peer -> true,
            new RefusedCalls(new ProxyRule(0, List.of()), InstantSource.system()),
            true);
    ServerCertificate now = OwnCertificate.forNow(List.of("ddns.example.com"), clock.instant());
    server.listen(ANY_PORT, now, challenge::certificate).listen(ANY_PORT);
    server.start();
  }

  int tlsPort() {
    return server.ports().get(0);
  }

  int plainPort() {
    return server.ports().get(1);
  }

  OpenChallenge challenge() {
    return challenge;
  }

  /** Gets certificates from then on, at each look. */
  Renewals renewals(AcmeMaking making, Safe safe, BooleanSupplier mine, HandClock clock) {
    return took(making.renewals(safe, challenge, mine, this::show, clock));
  }

  /** The same by orders of a test's own, for one name. */
  Renewals renewals(
      Orders orders, URI directory, Safe safe, BooleanSupplier mine, HandClock clock) {
    return renewals(orders, List.of("ddns.example.com"), directory, safe, mine, clock);
  }

  /** The same by orders of a test's own. */
  Renewals renewals(
      Orders orders,
      List<String> names,
      URI directory,
      Safe safe,
      BooleanSupplier mine,
      HandClock clock) {
    return took(
        new Renewals(
            new Wanted(names, directory.toString()),
            safe,
            challenge,
            new Ordering(
                orders, List.of(Challenge.Kind.HTTP_01), new SharedAnswers(challenge, safe)),
            mine,
            this::show,
            clock,
            () -> 0));
  }

  private Renewals took(Renewals made) {
    renewals = made;
    made.begin();
    return made;
  }

  private void show(ServerCertificate certificate) {
    server.show(certificate);
    shown = certificate;
  }

  /** What it shows now, once that is none of its own making. */
  Optional<ServerCertificate> shown() {
    return Optional.ofNullable(shown);
  }

  static AcmeMaking making(
      List<String> names, URI directory, Path trusted, boolean plain, boolean tlsFirst)
      throws GeneralSecurityException {
    return new AcmeMaking(
        names,
        directory,
        Optional.of("owner@example.com"),
        Optional.of(AuthorityTrust.read(trusted)),
        plain,
        tlsFirst);
  }

  @Override
  public void close() {
    Renewals made = renewals;
    if (made != null) {
      made.close();
    }
    server.close();
  }
}
