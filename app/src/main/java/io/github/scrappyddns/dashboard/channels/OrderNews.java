package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.view.ChannelViews;
import java.util.Map;
import java.util.Optional;

/** What the list says of the order that led to it, which its address names. */
final class OrderNews {
  /** The words for each order. */
  private static final Map<String, String> WORDS =
      Map.of(
          "tried", "channels.retried",
          "changed", "channel.changed",
          "paused", "channel.paused",
          "resumed", "channel.resumed");

  private OrderNews() {}

  /** Empty where no order led here, or about no channel that there is. */
  static Optional<News> of(Frame frame, Form query, ChannelViews views, TestAlert test) {
    if (query.value("removed").isPresent()) {
      return Optional.of(new News(frame.say("channel.removed"), true));
    }
    return query
        .value("added")
        .flatMap(views::find)
        .map(channel -> added(frame, channel, test))
        .or(() -> known(frame, query, views));
  }

  private static News added(Frame frame, ObservedChannel channel, TestAlert test) {
    return test.said(frame, channel)
        .orElseGet(() -> new News(frame.say("channel.added", channel.name()), true));
  }

  private static Optional<News> known(Frame frame, Form query, ChannelViews views) {
    return WORDS.entrySet().stream()
        .flatMap(
            order ->
                query
                    .value(order.getKey())
                    .flatMap(views::find)
                    .map(channel -> frame.say(order.getValue(), channel.name()))
                    .stream())
        .findFirst()
        .map(text -> new News(text, true));
  }
}
