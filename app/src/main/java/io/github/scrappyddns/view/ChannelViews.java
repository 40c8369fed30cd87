package io.github.scrappyddns.view;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels as pages show them: what they answered, and what the tables know of them. */
public final class ChannelViews {
  private record Stored(long restsUntil, long badSince) {
    static final Stored NOTHING = new Stored(0, 0);
  }

  private final Database database;
  private final ChannelsInForce channels;
  private final InstantSource clock;

  public ChannelViews(Database database, ChannelsInForce channels, InstantSource clock) {
    this.database = database;
    this.channels = channels;
    this.clock = clock;
  }

  /** All of them, in the order of the settings. */
  public List<ChannelView> all() {
    Instant now = clock.instant();
    return database.read(
        reading -> {
          Map<String, Integer> waiting = waiting(reading);
          Map<String, Stored> stored = stored(reading);
          return channels.members().stream()
              .map(
                  member ->
                      view(
                          reading,
                          member,
                          stored.getOrDefault(member.channel().name(), Stored.NOTHING),
                          waiting.getOrDefault(member.channel().name(), 0),
                          now))
              .toList();
        });
  }

  private static ChannelView view(
      Transaction reading, Member member, Stored stored, int waiting, Instant now) {
    ObservedChannel channel = member.channel();
    return new ChannelView(
        channel.name(),
        member.number(),
        member.state(),
        channel.lastAnswer(),
        lastTold(reading, channel.name(), now),
        Optional.of(stored.badSince)
            .filter(since -> since > 0)
            .map(since -> StoredTime.past(since, now)),
        Optional.of(stored.restsUntil)
            .map(Instant::ofEpochMilli)
            .filter(until -> until.isAfter(now)),
        waiting);
  }

  private static Map<String, Integer> waiting(Transaction reading) {
    Map<String, Integer> waiting = new HashMap<>();
    reading.forEach(
        "SELECT channel, COUNT(*) FROM delivery WHERE owed_event > paid_event GROUP BY channel",
        row -> waiting.put(row.getString(1), row.getInt(2)));
    return waiting;
  }

  private static Map<String, Stored> stored(Transaction reading) {
    Map<String, Stored> stored = new HashMap<>();
    reading.forEach(
        "SELECT channel, asked_until, bad_since FROM channel_state",
        row -> stored.put(row.getString(1), new Stored(row.getLong(2), row.getLong(3))));
    return stored;
  }

  private static Optional<Instant> lastTold(Transaction reading, String channel, Instant now) {
    return reading
        .first(
            "SELECT MAX(paid_at) FROM delivery WHERE channel = ?", row -> row.getLong(1), channel)
        .filter(at -> at > 0)
        .map(at -> StoredTime.past(at, now));
  }

  /** Who is told of a network, and how far that is. */
  public List<Told> toldOf(NetworkView network) {
    Instant now = clock.instant();
    return database.read(
        reading ->
            channels.all().stream()
                .filter(channel -> channel.wants(network.name()))
                .map(channel -> told(reading, channel.name(), network.id(), now))
                .toList());
  }

  /** The names of those that tell of some networks only, and not of this one. */
  public List<String> silentAbout(NetworkView network) {
    return channels.all().stream()
        .filter(channel -> !channel.wants(network.name()))
        .map(ObservedChannel::name)
        .toList();
  }

  private static Told told(Transaction reading, String channel, long networkId, Instant now) {
    return reading
        .first(
            "SELECT owed_event > paid_event, paid_at FROM delivery"
                + " WHERE channel = ? AND network_id = ?",
            row ->
                new Told(
                    channel,
                    row.getBoolean(1),
                    Optional.of(row.getLong(2))
                        .filter(at -> at > 0)
                        .map(at -> StoredTime.past(at, now))),
            channel,
            networkId)
        .orElse(new Told(channel, false, Optional.empty()));
  }

  /** The one of a row of this number: of those that are steered here. */
  public Optional<ChannelView> numbered(long number) {
    return all().stream().filter(one -> one.isSteered() && one.number() == number).findFirst();
  }

  /** The one of a name, if it is steered here. */
  public Optional<ChannelView> steered(String name) {
    return all().stream().filter(one -> one.isSteered() && one.name().equals(name)).findFirst();
  }

  /** The channel of a name. */
  public Optional<ObservedChannel> find(String name) {
    return channels.all().stream().filter(channel -> channel.name().equals(name)).findFirst();
  }
}
