package io.github.scrappyddns.view;

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
    Optional<Duration> heldFor) {}
