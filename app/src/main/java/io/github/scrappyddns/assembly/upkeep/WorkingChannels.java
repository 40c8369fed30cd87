package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Health;
import io.github.scrappyddns.outbox.Outbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether the channels that tell news can reach anybody, by what they last answered. */
public final class WorkingChannels {
  private final ChannelsInForce channels;
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;

  public WorkingChannels(
      ChannelsInForce channels, Database database, Outbox outbox, InstantSource clock) {
    this.channels = channels;
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Why an alert might reach nobody: one is bad, or all of them fail. */
  public Optional<String> trouble() {
    List<ObservedChannel> telling = channels.telling();
    long now = clock.millis();
    List<Health> all =
        database.read(
            reading ->
                telling.stream()
                    .map(channel -> outbox.states().read(reading, channel.name(), now))
                    .toList());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).bad()) {
        return Optional.of("channels: " + telling.get(i).name() + " needs attention");
      }
    }
    return !all.isEmpty() && all.stream().allMatch(health -> health.failures() > 0)
        ? Optional.of("channels: none of them can be reached")
        : Optional.empty();
  }
}
