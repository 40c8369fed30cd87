package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ChannelsInForce.State;
import io.github.scrappyddns.channel.ObservedChannel;

/**
 * A row and the channel that was made of it.
 *
 * @param trouble why it cannot be read; empty where it can
 */
record OpenedChannel(StoredChannel row, ObservedChannel channel, String trouble) {
  Member member() {
    State state = row.paused() ? State.PAUSED : trouble.isEmpty() ? State.TELLS : State.UNREADABLE;
    return new Member(channel, row.id(), state);
  }
}
