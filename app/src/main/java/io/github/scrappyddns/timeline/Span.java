package io.github.scrappyddns.timeline;

import io.github.scrappyddns.address.PublicAddress;
import org.jspecify.annotations.Nullable;

/**
 * A run of events of one network and family, described by its ends.
 *
 * @param first the oldest
 * @param last the newest; the same as {@code first} if there is only one
 * @param count how many there are
 * @param inTurns the address that the newest one takes turns with; null where it does not
 */
public record Span(Event first, Event last, int count, @Nullable PublicAddress inTurns) {}
