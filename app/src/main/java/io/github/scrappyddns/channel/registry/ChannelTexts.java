package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.Optional;

/** What can be said of a channel's URL without making a channel of it. */
public final class ChannelTexts {
  private ChannelTexts() {}

  /**
   * A URL without some of its options.
   *
   * @throws ChannelUrlException if it is invalid
   */
  public static String without(String url, String... keys) {
    ChannelUrl rest = parsed(url);
    for (String key : keys) {
      rest = rest.withOption(key, "");
    }
    return rest.text();
  }

  /** A URL without its secrets. */
  public static String printed(String url) {
    return parsed(url).toString();
  }

  private static ChannelUrl parsed(String url) {
    return ChannelUrl.parse(url, ChannelKinds.of(url).shape().authority());
  }

  /** How a URL like this one is written; empty where nobody knows what was meant. */
  public static Optional<String> usage(String url) {
    try {
      return Optional.of(ChannelKinds.of(url).usage());
    } catch (ChannelUrlException e) {
      return Optional.empty();
    }
  }
}
