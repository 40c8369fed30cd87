package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What this host calls itself in {@code EHLO} (RFC 5321, 4.1.3): its full name, where it has one
 * that others can know, otherwise its address in brackets. Servers refuse whoever says their own
 * name, or one without a domain.
 */
final class ClientHost {
  private static final String OURS = "auto";
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern ADDRESS =
      Pattern.compile("\\[([0-9.]{7,15}|IPv6:[0-9A-Fa-f:.]{2,45})]");

  private ClientHost() {}

  /**
   * The name that its owner chose, if it is not left to us.
   *
   * @throws ChannelUrlException if nobody can be called that
   */
  static Optional<String> chosen(Optional<String> option) {
    Optional<String> name = option.filter(text -> !text.equals(OURS));
    if (name.filter(text -> !NAME.matcher(text).matches() && !ADDRESS.matcher(text).matches())
        .isPresent()) {
      throw new ChannelUrlException("clienthost= must be a host's name, or an address in brackets");
    }
    return name;
  }

  /**
   * What to say on a connection; may ask DNS and wait for it.
   *
   * @param ours the address of our end
   */
  static String on(InetAddress ours) {
    return fullName(known()).orElseGet(() -> literal(ours));
  }

  private static String known() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /** The name, if it is one that means something beyond the own network. */
  static Optional<String> fullName(String name) {
    boolean address = name.matches("[0-9.]+") || name.indexOf(':') >= 0;
    return Optional.of(name)
        .filter(text -> !address && NAME.matcher(text).matches() && text.length() <= 255)
        .filter(text -> !ServerAddress.isLocal(text) && !text.startsWith("localhost."));
  }

  /** The address in brackets; of IPv6 with its tag and without the name of an interface. */
  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
  }
}
