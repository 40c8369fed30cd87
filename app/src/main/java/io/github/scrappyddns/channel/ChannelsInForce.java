package io.github.scrappyddns.channel;

import java.util.List;

/**
 * The channels in force, which everybody asks anew: they come and go while alerts are under way.
 * The list that is given out never changes. Safe for use by several threads.
 */
public final class ChannelsInForce {
  private volatile List<ObservedChannel> channels;

  public ChannelsInForce(List<ObservedChannel> channels) {
    this.channels = List.copyOf(channels);
  }

  /** All of them, in their order: whoever is owed news. */
  public List<ObservedChannel> all() {
    return channels;
  }

  /** Puts others into force, in one step. Who is in both lists is the same object in both. */
  public void replace(List<ObservedChannel> others) {
    channels = List.copyOf(others);
  }
}
