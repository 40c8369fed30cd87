package io.github.scrappyddns.channel.url;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.IDN;
import java.util.regex.Pattern;

/**
 * What stands between the slashes and the path of a URL, without the user.
 *
 * @param host a name in ASCII, or an address without brackets; or a credential; or empty
 * @param port 0 if there is none; always 0 without a server
 */
public record Authority(Kind kind, String host, int port) {
  /** A server, a part of the credentials, or nothing: the path is one of this machine. */
  public enum Kind {
    SERVER,
    CREDENTIAL,
    NONE
  }

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?");
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|\\d+)\\.?");

  /**
   * Reads the name or address of a server, with or without a port.
   *
   * @throws ChannelUrlException if it is neither
   */
  public static Authority of(String text) {
    return of(text, 1);
  }

  /** {@code host} or {@code host:port}, encoded, with the brackets of IPv6. */
  public String text() {
    String name =
        kind == Kind.CREDENTIAL
            ? PercentEncoding.encode(host)
            : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == 0 ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return kind == Kind.CREDENTIAL ? Redaction.HIDDEN : text();
  }

  /**
   * The same within a URL. The text is never repeated: what looks like a port may be half of a
   * password.
   *
   * @param position where in the URL it begins, from 1, for the error
   */
  static Authority of(String text, int position) {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (text.startsWith("[") && hostEnd == 0) {
      throw new ChannelUrlException("the bracket of its IPv6 address is not closed");
    }
    hostEnd = hostEnd < 0 ? text.length() : hostEnd;
    String host = text.substring(0, hostEnd);
    String rest = text.substring(hostEnd);
    return new Authority(Kind.SERVER, host(host, position), rest.isEmpty() ? 0 : port(rest));
  }

  private static String host(String text, int position) {
    if (text.startsWith("[")) {
      return PublicAddress.parse(text)
          .filter(address -> address.family() == Family.IPV6)
          .map(PublicAddress::toString)
          .orElseThrow(() -> new ChannelUrlException("what is in brackets is not an IPv6 address"));
    }
    String name = ascii(PercentEncoding.decode(text, position));
    if (name.isEmpty()) {
      throw new ChannelUrlException("the host is missing");
    }
    boolean number = name.indexOf('.') >= 0 && NUMERIC.matcher(name).matches();
    boolean badNumber = number && PublicAddress.parse(name).isEmpty();
    if (badNumber || !HOST.matcher(name).matches() || name.contains("..")) {
      throw new ChannelUrlException(
          "the host is neither a name nor an address; in user names and passwords the characters"
              + " % / : @ ? # are percent-encoded");
    }
    return name;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw new ChannelUrlException("the host is not a valid DNS name");
    }
  }

  private static int port(String text) {
    String digits = text.substring(1);
    if (!text.startsWith(":") || !digits.matches("\\d{1,5}")) {
      throw new ChannelUrlException(
          "what follows the host is not a port; in user names and passwords the characters"
              + " % / : @ ? # are percent-encoded");
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw new ChannelUrlException("the port must be from 1 to 65535");
    }
    return port;
  }
}
