package io.github.scrappyddns.channel;

import java.util.List;
import java.util.Optional;

/**
 * The channels in force, which everybody asks anew: they come and go while alerts are under way.
 * The lists that are given out never change. Safe for use by several threads.
 */
public final class ChannelsInForce {
  /** What becomes of what a channel is owed. */
  public enum State {
    /** It is told. */
    TELLS,
    /** It waits, because a person wants that. */
    PAUSED,
    /** It waits here, because this process cannot read how the channel is reached. */
    UNREADABLE
  }

  /**
   * A channel and where it comes from.
   *
   * @param number of its row; 0 where it comes from the settings
   */
  public record Member(ObservedChannel channel, long number, State state) {}

  private record Lists(
      List<Member> members, List<ObservedChannel> all, List<ObservedChannel> telling) {
    static Lists of(List<Member> members) {
      return new Lists(
          List.copyOf(members),
          members.stream().map(Member::channel).toList(),
          members.stream()
              .filter(member -> member.state == State.TELLS)
              .map(Member::channel)
              .toList());
    }
  }

  private volatile Lists lists;

  /** Channels of the settings. */
  public ChannelsInForce(List<ObservedChannel> channels) {
    lists = Lists.of(ofSettings(channels));
  }

  /** Channels as members that come from the settings. */
  public static List<Member> ofSettings(List<ObservedChannel> channels) {
    return channels.stream().map(channel -> new Member(channel, 0, State.TELLS)).toList();
  }

  /** All of them, in their order. */
  public List<Member> members() {
    return lists.members;
  }

  /** The one of a name. */
  public Optional<Member> find(String name) {
    return lists.members.stream().filter(member -> member.channel.name().equals(name)).findFirst();
  }

  /** Whoever is owed news. */
  public List<ObservedChannel> all() {
    return lists.all;
  }

  /** Whoever is told news now, by this process. */
  public List<ObservedChannel> telling() {
    return lists.telling;
  }

  /** Puts others into force, in one step. Who stays as it was is the same object as before. */
  public void replace(List<Member> others) {
    lists = Lists.of(others);
  }
}
