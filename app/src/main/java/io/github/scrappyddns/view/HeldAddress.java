package io.github.scrappyddns.view;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import java.time.Instant;

/** An address that a network has now, since when, and when it last called from there. */
public record HeldAddress(PublicAddress address, Instant since, Instant lastSeen) {
  /** What kind of address it is. */
  public Scope scope() {
    return Scope.of(address);
  }
}
