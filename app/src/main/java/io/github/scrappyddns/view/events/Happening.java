package io.github.scrappyddns.view.events;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.timeline.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of one network as its page tells it.
 *
 * @param before what it had before
 * @param heldFor for how long
 */
public record Happening(
    long id,
    Event.Kind kind,
    PublicAddress current,
    Instant at,
    Optional<PublicAddress> before,
    Optional<Duration> heldFor) {
  /** Whether it tells of a silence, and not of an address. */
  public boolean isQuiet() {
    return kind == Event.Kind.SILENT || kind == Event.Kind.BACK;
  }

  /** Since when it had what it had before. */
  public Instant since() {
    return at.minus(heldFor.orElse(Duration.ZERO));
  }
}
