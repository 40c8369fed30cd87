package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.view.ChannelView;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The list of the channels: how each is, what it answered last, and what can be done about it. */
public final class ChannelsPage {
  /** A channel and how it is. */
  public record Row(ChannelView channel, String tone, String state) {
    /** Whether it could be tried again now. */
    public boolean mayBeTried() {
      return channel.state() == ChannelView.State.WAITS
          || channel.state() == ChannelView.State.NEEDS_ATTENTION;
    }
  }

  /**
   * What came of an order.
   *
   * @param good whether it went well
   */
  public record News(String text, boolean good) {}

  /**
   * What the template shows.
   *
   * @param printed whether alerts go to the log only
   * @param device what the browser that shows the page is called, if it becomes a channel
   */
  public record Model(
      List<Row> rows, String sentence, boolean printed, String device, Optional<News> news) {}

  private ChannelsPage() {}

  static Model model(
      Frame frame,
      List<ChannelView> channels,
      boolean printed,
      String device,
      Optional<News> news) {
    List<Row> rows =
        channels.stream()
            .map(
                channel ->
                    new Row(
                        channel,
                        tone(channel.state()),
                        frame.say("channels.state." + channel.state())))
            .toList();
    return new Model(rows, sentence(frame, rows), printed, device, news);
  }

  private static String tone(ChannelView.State state) {
    return switch (state) {
      case WORKS -> "good";
      case NOT_USED_YET -> "new";
      case WAITS -> "warn";
      case PAUSED -> "quiet-state";
      case NEEDS_ATTENTION, UNREADABLE -> "bad";
    };
  }

  private static String sentence(Frame frame, List<Row> rows) {
    StringJoiner parts = new StringJoiner(", ");
    add(frame, parts, "channels.works", count(rows, ChannelView.State.WORKS));
    add(frame, parts, "channels.unused", count(rows, ChannelView.State.NOT_USED_YET));
    add(frame, parts, "channels.waits", count(rows, ChannelView.State.WAITS));
    add(frame, parts, "channels.paused", count(rows, ChannelView.State.PAUSED));
    add(
        frame,
        parts,
        "channels.bad",
        count(rows, ChannelView.State.NEEDS_ATTENTION) + count(rows, ChannelView.State.UNREADABLE));
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
}
