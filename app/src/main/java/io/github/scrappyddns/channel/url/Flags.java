package io.github.scrappyddns.channel.url;

import java.util.Locale;

/** The words for yes and no in a channel's URL. */
public final class Flags {
  private Flags() {}

  /**
   * Whether the value says yes.
   *
   * @throws ChannelUrlException where it says neither
   */
  public static boolean parse(String key, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on", "1", "y", "t" -> true;
      case "no", "false", "off", "0", "n", "f" -> false;
      default -> throw new ChannelUrlException(key + "= must be yes or no");
    };
  }
}
