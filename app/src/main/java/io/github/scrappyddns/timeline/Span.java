package io.github.scrappyddns.timeline;

/**
 * A run of events of one network and family, described by its ends.
 *
 * @param first the oldest
 * @param last the newest; the same as {@code first} if there is only one
 * @param count how many there are
 */
public record Span(Event first, Event last, int count) {}
