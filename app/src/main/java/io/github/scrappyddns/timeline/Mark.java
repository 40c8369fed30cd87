package io.github.scrappyddns.timeline;

/**
 * A place in the timeline, where events are in the order of their networks.
 *
 * @param id the event's
 * @param at when it happened, in epoch milliseconds
 */
public record Mark(long networkId, long id, long at) {
  /** Where a walk through all events begins. */
  public static final Mark BEFORE_ALL = new Mark(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
}
