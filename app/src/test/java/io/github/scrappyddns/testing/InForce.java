package io.github.scrappyddns.testing;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import java.time.InstantSource;
import java.util.List;

/** Channels that are in force for a test. */
public final class InForce {
  private InForce() {}

  public static ChannelsInForce of(Channel... channels) {
    return of(List.of(channels));
  }

  public static ChannelsInForce of(List<Channel> channels) {
    return new ChannelsInForce(channels.stream().map(InForce::observed).toList());
  }

  public static ObservedChannel observed(Channel channel) {
    return new ObservedChannel(channel, InstantSource.system());
  }
}
