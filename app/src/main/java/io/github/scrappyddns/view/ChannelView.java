package io.github.scrappyddns.view;

import io.github.scrappyddns.channel.ObservedChannel;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel as pages show it.
 *
 * @param answer what it said last, since the start
 * @param lastTold when it last took an alert about a network
 * @param badSince since when it is known to be set up wrongly
 * @param restsUntil until when it asked not to be used
 * @param waiting how many networks it is owed news of
 */
public record ChannelView(
    String name,
    Optional<ObservedChannel.Answer> answer,
    Optional<Instant> lastTold,
    Optional<Instant> badSince,
    Optional<Instant> restsUntil,
    int waiting) {
  /** How a channel is, in one word. */
  public enum State {
    WORKS,
    NOT_USED_YET,
    WAITS,
    NEEDS_ATTENTION
  }

  public State state() {
    if (badSince.isPresent()) {
      return State.NEEDS_ATTENTION;
    }
    if (answer.isEmpty()) {
      return restsUntil.isPresent()
          ? State.WAITS
          : lastTold.isPresent() ? State.WORKS : State.NOT_USED_YET;
    }
    return switch (answer.get().result().outcome()) {
      case DELIVERED, BAD_MESSAGE -> State.WORKS;
      case BAD_CHANNEL -> State.NEEDS_ATTENTION;
      case WAIT_UNTIL, RETRY, UNSURE -> State.WAITS;
    };
  }
}
