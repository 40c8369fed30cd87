package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where to reach the server that a URL names, and the rule that nothing goes to the Internet in
 * clear text unless its owner asked for it.
 *
 * <p>The bare scheme of a pair such as {@code ntfy} and {@code ntfys} is clear text to Apprise and
 * TLS to Shoutrrr. It means clear text here where that harms nobody, and is refused elsewhere.
 */
public final class ServerAddress {
  private static final List<String> LOCAL_SUFFIXES =
      List.of(".local", ".lan", ".internal", ".home.arpa", ".localhost");

  private ServerAddress() {}

  /**
   * The root of the server, {@code https://host:port}, without a slash at its end.
   *
   * @param secureScheme the scheme that means TLS
   * @throws ChannelUrlException if this would be clear text to a public host
   */
  public static URI root(ChannelUrl url, String secureScheme) {
    if (url.host().indexOf('_') >= 0) {
      throw new ChannelUrlException(
          "a host name with an underscore cannot be called; use its address or another name");
    }
    String protocol = secure(url, secureScheme) ? "https://" : "http://";
    return URI.create(protocol + url.authority().text());
  }

  /**
   * The root that {@code server=} names, without a slash at its end, if it does.
   *
   * @throws ChannelUrlException if it is no address
   */
  public static Optional<URI> named(ChannelUrl url) {
    Optional<String> server = url.query().option("server");
    if (server
        .filter(text -> !text.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?"))
        .isPresent()) {
      throw new ChannelUrlException("server= must be an address such as https://host/path");
    }
    return server.map(text -> URI.create(text.replaceFirst("/+$", "")));
  }

  /** The address of a path below a root; the segments are encoded. */
  public static URI under(URI root, List<String> segments) {
    return URI.create(
        root
            + segments.stream()
                .map(segment -> "/" + PercentEncoding.encode(segment))
                .collect(Collectors.joining()));
  }

  /** Whether the URL asks for TLS. */
  static boolean secure(ChannelUrl url, String secureScheme) {
    Optional<Boolean> wish = wish(url);
    if (url.scheme().equals(secureScheme)) {
      if (wish.isPresent() && !wish.get()) {
        throw new ChannelUrlException(
            url.scheme() + ":// means TLS; with tls=no, write the scheme without its s");
      }
      return true;
    }
    if (wish.isEmpty() && !isLocal(url.host())) {
      throw new ChannelUrlException(
          url.scheme()
              + ":// would send clear text to a public host; write "
              + secureScheme
              + "://, or add tls=no");
    }
    return wish.orElse(false);
  }

  private static Optional<Boolean> wish(ChannelUrl url) {
    ChannelQuery query = url.query();
    return query
        .option("tls")
        .map(value -> Flags.parse("tls", value))
        .or(() -> query.option("disabletls").map(value -> !Flags.parse("disabletls", value)));
  }

  /** Whether traffic to this host stays on its owner's networks, as far as the name tells. */
  public static boolean isLocal(String host) {
    Optional<PublicAddress> address = PublicAddress.parse(host);
    if (address.isPresent()) {
      return switch (Scope.of(address.get())) {
        case LOOPBACK, PRIVATE, LINK_LOCAL -> true;
        default -> false;
      };
    }
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return name.indexOf('.') < 0 || LOCAL_SUFFIXES.stream().anyMatch(name::endsWith);
  }
}
