package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Words;
import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.ChannelViews;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;

/** The list of the channels: how each is, what it answered last, and what can be done about it. */
public final class ChannelsPage {
  /** A channel and how it is. */
  public record Row(ChannelView channel, String tone, String state) {}

  /**
   * What the template shows.
   *
   * @param news what came of an order; empty where none was given
   * @param good whether it went well
   */
  public record Model(
      List<Row> rows, String sentence, boolean printed, Optional<String> news, boolean good) {}

  private final ChannelViews channels;
  private final InstantSource clock;

  ChannelsPage(ChannelViews channels, InstantSource clock) {
    this.channels = channels;
    this.clock = clock;
  }

  Model model(Frame frame, boolean printed, Optional<String> news, boolean good) {
    List<Row> rows =
        channels.all().stream()
            .map(
                channel ->
                    new Row(
                        channel,
                        Tones.of(channel.state()),
                        frame.say("channels.state." + channel.state())))
            .toList();
    return new Model(rows, sentence(frame, rows), printed, news, good);
  }

  private static String sentence(Frame frame, List<Row> rows) {
    StringJoiner parts = new StringJoiner(", ");
    add(frame, parts, "channels.works", count(rows, ChannelView.State.WORKS));
    add(frame, parts, "channels.unused", count(rows, ChannelView.State.NOT_USED_YET));
    add(frame, parts, "channels.waits", count(rows, ChannelView.State.WAITS));
    add(frame, parts, "channels.bad", count(rows, ChannelView.State.NEEDS_ATTENTION));
    return frame.say("channels.sum", parts);
  }

  private static int count(List<Row> rows, ChannelView.State state) {
    return (int) rows.stream().filter(row -> row.channel().state() == state).count();
  }

  private static void add(Frame frame, StringJoiner parts, String key, int number) {
    if (number > 0) {
      parts.add(frame.count(key, number));
    }
  }

  /** The channel of a name. */
  Optional<ObservedChannel> find(String name) {
    return channels.find(name);
  }

  /** Sends a test; no thread waits for its answer. */
  CompletableFuture<DeliveryResult> test(ObservedChannel channel) {
    return channel
        .send(
            new Alert(
                "scrappy-test-" + clock.millis(),
                Words.ENGLISH.say("channels.test.title"),
                Words.ENGLISH.say("channels.test.body")))
        .exceptionally(defect -> DeliveryResult.retry(String.valueOf(defect.getMessage())));
  }
}
