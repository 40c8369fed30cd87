package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.service.WebPush;
import io.github.scrappyddns.channel.url.Authority;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a channel that is a browser. Whether its parts make sense is found out when a channel
 * is made of it. Printing it shows no secret.
 *
 * @param text the whole
 * @param device what the browser calls itself: letters and digits that it has drawn
 * @param endpoint where its push service takes messages
 */
public record DeviceUrl(String text, String device, String endpoint) {
  /** What the table of channels calls them. */
  public static final String KIND = WebPush.KIND.title();

  private static final Pattern ENDPOINT = Pattern.compile("(https?)://([^/?#]+)(/.*)");

  /** What a browser says of itself; all else was chosen by its owner. */
  private static final List<String> OF_THE_BROWSER =
      List.of("path", "p256dh", "auth", "device", "at", "tls");

  /**
   * What a browser sends when it subscribes.
   *
   * @param p256dh its public key
   * @param auth the secret that it shares with us
   * @param name what its owner calls it; empty for none
   * @param dashboard the address at which it shows the dashboard
   */
  public record Offer(
      String endpoint, String p256dh, String auth, String device, String name, String dashboard) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The URL that takes the browser up on it.
   *
   * @throws ChannelUrlException if what it sent is no address
   */
  public static DeviceUrl of(Offer offer) {
    Matcher parts = ENDPOINT.matcher(offer.endpoint);
    if (!parts.matches()) {
      throw new ChannelUrlException("the browser's push service has no readable address");
    }
    ChannelUrl url =
        parsed("webpush://" + parts.group(2) + "/")
            .withOption("path", parts.group(3))
            .withOption("p256dh", offer.p256dh)
            .withOption("auth", offer.auth)
            .withOption("device", offer.device)
            .withOption("at", offer.dashboard)
            .withOption("name", offer.name)
            .withOption("tls", parts.group(1).equals("https") ? "" : "no");
    return new DeviceUrl(url.text(), offer.device, offer.endpoint);
  }

  /** The same, read; empty where it is none. */
  public static Optional<DeviceUrl> of(String text) {
    try {
      ChannelUrl url = parsed(text);
      String scheme = url.query().option("tls").isPresent() ? "http://" : "https://";
      return url.scheme().equals("webpush")
          ? Optional.of(
              new DeviceUrl(
                  text,
                  url.query().option("device").orElse(""),
                  scheme + url.authority().text() + url.query().option("path").orElse("")))
          : Optional.empty();
    } catch (ChannelUrlException e) {
      return Optional.empty();
    }
  }

  private static ChannelUrl parsed(String text) {
    return ChannelUrl.parse(text, Authority.Kind.SERVER);
  }

  /** A URL that leads to another place, with all else as its owner chose it in the old one. */
  public static String renewed(String old, String fresh) {
    ChannelUrl url = parsed(fresh).withOption("name", "");
    for (Map.Entry<String, String> option : parsed(old).query().options().entrySet()) {
      if (!OF_THE_BROWSER.contains(option.getKey())) {
        url = url.withOption(option.getKey(), option.getValue());
      }
    }
    return url.text();
  }

  @Override
  public String toString() {
    return "a browser";
  }
}
