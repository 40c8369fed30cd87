package io.github.scrappyddns.view;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel as pages show it.
 *
 * @param number of its row, by which it is steered; 0 where it comes from the settings
 * @param inForce whether it is told of news
 * @param answer what it said last, since the start
 * @param lastTold when it last took an alert about a network
 * @param badSince since when it is known to be set up wrongly
 * @param restsUntil until when it asked not to be used
 * @param waiting how many networks it is owed news of
 */
public record ChannelView(
    String name,
    long number,
    ChannelsInForce.State inForce,
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
    NEEDS_ATTENTION,
    PAUSED,
    UNREADABLE
  }

  /** Whether it can be changed here. */
  public boolean isSteered() {
    return number > 0;
  }

  public State state() {
    if (inForce == ChannelsInForce.State.PAUSED) {
      return State.PAUSED;
    }
    if (inForce == ChannelsInForce.State.UNREADABLE) {
      return State.UNREADABLE;
    }
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
