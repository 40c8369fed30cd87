package io.github.scrappyddns.view.problems;

import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.Overviews;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What needs its owner, the most urgent first. Every page names their number, so what was found is
 * good for some seconds. Safe for use by several threads.
 */
public final class Problems {
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  /** What was found: of the server itself, and the channels that do not work. */
  public record Found(List<Trouble> server, List<ChannelView> channels, Instant at) {}

  private final Supplier<List<Trouble>> server;
  private final ChannelViews channels;
  private final Overviews overviews;
  private final InstantSource clock;
  private volatile @Nullable Found last;

  /**
   * @param server what is wrong with this server itself
   */
  public Problems(
      Supplier<List<Trouble>> server,
      ChannelViews channels,
      Overviews overviews,
      InstantSource clock) {
    this.server = server;
    this.channels = channels;
    this.overviews = overviews;
    this.clock = clock;
  }

  /** How many there are. */
  public int count() {
    Found found = found();
    return found.server().size() + found.channels().size() + overviews.now().notPublic().size();
  }

  /** What is asked again after an order. */
  public void forget() {
    last = null;
  }

  /** All of them but the networks that nobody can reach, which {@link Overviews} knows. */
  public Found found() {
    Instant now = clock.instant();
    Found known = last;
    if (known == null
        || now.isBefore(known.at())
        || Duration.between(known.at(), now).compareTo(GOOD_FOR) > 0) {
      List<ChannelView> troubled = new ArrayList<>();
      for (ChannelView channel : channels.all()) {
        if (channel.state() == ChannelView.State.NEEDS_ATTENTION
            || channel.state() == ChannelView.State.WAITS) {
          troubled.add(channel);
        }
      }
      known = new Found(server.get(), troubled, now);
      last = known;
    }
    return known;
  }
}
