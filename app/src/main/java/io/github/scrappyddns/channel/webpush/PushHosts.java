package io.github.scrappyddns.channel.webpush;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The push services of browsers that this server calls, and no other host: a browser says where its
 * alerts go, and could name anything within reach of this server.
 *
 * @param names of hosts; what is below one belongs to it
 * @param origins servers that are named with scheme and port, as they are
 */
public record PushHosts(List<String> names, List<String> origins) {
  /** Those of Chrome and all that are made from it, of Firefox, Edge and Safari. */
  public static final PushHosts KNOWN =
      new PushHosts(
          List.of(
              "fcm.googleapis.com",
              "push.services.mozilla.com",
              "notify.windows.com",
              "push.apple.com"),
          List.of());

  public PushHosts {
    names = List.copyOf(names);
    origins = List.copyOf(origins);
  }

  /**
   * The known ones and others.
   *
   * @param more names of hosts, and servers with a scheme, in lower case
   */
  public static PushHosts knownAnd(List<String> more) {
    Map<Boolean, List<String>> split =
        more.stream().collect(Collectors.partitioningBy(entry -> entry.contains("://")));
    return new PushHosts(
        Stream.concat(KNOWN.names.stream(), split.getOrDefault(false, List.of()).stream()).toList(),
        split.getOrDefault(true, List.of()));
  }

  /**
   * Reads where a browser wants its alerts sent.
   *
   * @throws ChannelUrlException if that is no address of a push service that may be called
   */
  public URI endpoint(String text) {
    URI endpoint;
    try {
      endpoint = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ChannelUrlException("the browser's push service has no readable address");
    }
    String host = endpoint.getHost();
    String path = endpoint.getRawPath();
    if (host == null
        || path == null
        || !path.startsWith("/")
        || endpoint.getRawFragment() != null) {
      throw new ChannelUrlException("the browser's push service has no readable address");
    }
    String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    if (origins.contains(origin.toLowerCase(Locale.ROOT)) || isKnown(endpoint, host)) {
      return endpoint;
    }
    throw new ChannelUrlException(
        "it names a push service that this server does not call; PUSH_HOSTS allows others");
  }

  /** By name and TLS alone: no user, no port, no address, no dot at the end. */
  private boolean isKnown(URI endpoint, String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return "https".equals(endpoint.getScheme())
        && host.equals(endpoint.getRawAuthority())
        && names.stream().anyMatch(name -> lower.equals(name) || lower.endsWith("." + name));
  }
}
