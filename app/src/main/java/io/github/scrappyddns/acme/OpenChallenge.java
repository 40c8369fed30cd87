package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.certificate.OwnCertificate;
import io.github.scrappyddns.server.ServerCertificate;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The challenge that is open now, of which there is one at most: names are proved one after the
 * other, so nobody needs to know which of them a caller has in mind. Safe for use by several
 * threads.
 */
public final class OpenChallenge {
  private final InstantSource clock;
  private volatile @Nullable Challenge open;
  private volatile @Nullable ServerCertificate certificate;

  public OpenChallenge(InstantSource clock) {
    this.clock = clock;
  }

  /** Answers this one from now on, and no other. */
  void open(Challenge challenge) {
    certificate =
        challenge.kind() == Challenge.Kind.TLS_ALPN_01
            ? OwnCertificate.forChallenge(
                challenge.name(), challenge.authorization(), clock.instant())
            : null;
    open = challenge;
  }

  /** Answers none any more. */
  void close() {
    open = null;
    certificate = null;
  }

  /** What to answer to who asks for a token; empty where it is not that of the open one. */
  Optional<String> answer(String token) {
    Challenge known = open;
    return known != null && known.kind() == Challenge.Kind.HTTP_01 && known.token().equals(token)
        ? Optional.of(known.authorization())
        : Optional.empty();
  }

  /** What to show by tls-alpn-01; null while none asks for it. */
  public @Nullable ServerCertificate certificate() {
    return certificate;
  }
}
