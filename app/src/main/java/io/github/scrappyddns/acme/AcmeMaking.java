package io.github.scrappyddns.acme;

import io.github.scrappyddns.server.ServerCertificate;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What the owner set up.
 *
 * @param names the host names that the certificate is for
 * @param directory where the authority says what it can do
 * @param contact a mail address for the authority
 * @param trust what vouches for the authority's own server, where Java does not know it
 * @param plain whether there is a port in clear text, for http-01
 * @param tlsFirst whether tls-alpn-01 is tried first
 */
public record AcmeMaking(
    List<String> names,
    URI directory,
    Optional<String> contact,
    Optional<SSLContext> trust,
    boolean plain,
    boolean tlsFirst) {

  /**
   * The certificate over the years.
   *
   * @param mine whether this instance orders for all
   * @param shown takes each certificate that is to be shown from then on
   * @param clock the one of all instances
   */
  public Renewals renewals(
      Safe safe,
      OpenChallenge challenge,
      BooleanSupplier mine,
      Consumer<ServerCertificate> shown,
      InstantSource clock) {
    Orders orders = new Authority(directory, contact, trust);
    Ordering ordering = new Ordering(orders, ways(), new SharedAnswers(challenge, safe));
    return new Renewals(
        new Wanted(names, directory.toString()),
        safe,
        challenge,
        ordering,
        mine,
        shown,
        clock,
        new SecureRandom()::nextDouble);
  }

  /** The ways to prove the names, in the order in which they are tried. */
  List<Challenge.Kind> ways() {
    if (!plain) {
      return List.of(Challenge.Kind.TLS_ALPN_01);
    }
    return tlsFirst
        ? List.of(Challenge.Kind.TLS_ALPN_01, Challenge.Kind.HTTP_01)
        : List.of(Challenge.Kind.HTTP_01, Challenge.Kind.TLS_ALPN_01);
  }
}
