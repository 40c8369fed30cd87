package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.url.Authority;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which proxies calls go out: what {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}
 * say in the environment, as many programs read them. Immutable.
 *
 * <p>Hosts on our own networks are always reached directly.
 */
public final class OutgoingProxies {
  private static final int USUAL_PORT = 80;

  /** Java sends no password to a proxy that tunnels unless this is set to nothing, before use. */
  private static final String NOT_FOR_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  /** No proxies. */
  public static final OutgoingProxies NONE =
      new OutgoingProxies(Optional.empty(), Optional.empty(), List.of());

  /**
   * One proxy.
   *
   * @param authorization the value of its header
   */
  private record Server(String host, int port, Optional<String> authorization) {}

  private final Optional<Server> forTls;
  private final Optional<Server> forClear;
  private final List<String> direct;

  private OutgoingProxies(Optional<Server> forTls, Optional<Server> forClear, List<String> direct) {
    this.forTls = forTls;
    this.forClear = forClear;
    this.direct = direct;
  }

  /**
   * What an environment says; of two cases of one name, the lower wins, as with curl.
   *
   * @throws ChannelUrlException if it names something that is no HTTP proxy
   */
  public static OutgoingProxies of(Map<String, String> environment) {
    return new OutgoingProxies(
        value(environment, "HTTPS_PROXY").map(text -> server("HTTPS_PROXY", text)),
        value(environment, "HTTP_PROXY").map(text -> server("HTTP_PROXY", text)),
        value(environment, "NO_PROXY")
            .map(list -> Stream.of(list.split("[\\s,]+", -1)).filter(e -> !e.isEmpty()).toList())
            .orElse(List.of()));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .map(spelled -> environment.getOrDefault(spelled, "").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static Server server(String name, String text) {
    try {
      String written = text.contains("://") ? text : "http://" + text;
      ChannelUrl url = ChannelUrl.parse(written, Authority.Kind.SERVER);
      if (url.scheme().equals("http")) {
        int port = url.authority().port() == 0 ? USUAL_PORT : url.authority().port();
        return new Server(url.host(), port, url.user().map(user -> authorization(url, user)));
      }
    } catch (ChannelUrlException e) {
      throw wrong(name);
    }
    throw wrong(name);
  }

  private static ChannelUrlException wrong(String name) {
    return new ChannelUrlException(
        name + " must be a proxy such as http://proxy.example.org:3128, not ***");
  }

  private static String authorization(ChannelUrl url, String user) {
    System.getProperties().putIfAbsent(NOT_FOR_TUNNELS, "");
    String pair = user + ":" + url.password().orElse("");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Server> serverOf(URI uri) {
    Optional<Server> server = "https".equals(uri.getScheme()) ? forTls : forClear;
    return server.filter(known -> !isDirect(uri));
  }

  private boolean isDirect(URI uri) {
    String host = withoutDot(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    Optional<PublicAddress> address = PublicAddress.parse(host);
    return ServerAddress.isLocal(host.replaceAll("[\\[\\]]", ""))
        || direct.stream().anyMatch(entry -> names(entry, host, port, address));
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** An entry is a name with all below it, an address, a block of addresses, or all. */
  private static boolean names(
      String entry, String host, int port, Optional<PublicAddress> address) {
    Optional<Cidr> block = Cidr.parse(entry.replaceAll("[\\[\\]]", ""));
    if (block.isPresent()) {
      return address.filter(block.get()::contains).isPresent();
    }
    int colon = entry.lastIndexOf(':');
    if (colon >= 0 && !entry.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String suffix =
        withoutDot((colon < 0 ? entry : entry.substring(0, colon)).toLowerCase(Locale.ROOT));
    String name = suffix.replaceFirst("^\\*?\\.", "");
    return name.equals("*") || host.equals(name) || host.endsWith("." + name);
  }

  /** The host to which a call for this address connects. */
  String dialled(URI uri) {
    return serverOf(uri).map(Server::host).orElse(String.valueOf(uri.getHost()));
  }

  /** The host of this address and, where there is one, the proxy. */
  String described(URI uri) {
    return uri.getHost() + serverOf(uri).map(way -> " by the proxy " + way.host()).orElse("");
  }

  /** Tells the proxy of this address, if it has one, who we are. */
  void introduce(HttpRequest.Builder request, URI uri) {
    serverOf(uri)
        .flatMap(Server::authorization)
        .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
  }

  /** The same for Java's client; empty if nothing is set, which leaves the choice to Java. */
  Optional<ProxySelector> selector() {
    return forTls.isEmpty() && forClear.isEmpty() ? Optional.empty() : Optional.of(new Selector());
  }

  private final class Selector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      return List.of(
          serverOf(uri)
              .map(way -> InetSocketAddress.createUnresolved(way.host(), way.port()))
              .map(address -> new Proxy(Proxy.Type.HTTP, address))
              .orElse(Proxy.NO_PROXY));
    }

    /** A proxy that fails is tried again with the next call. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
