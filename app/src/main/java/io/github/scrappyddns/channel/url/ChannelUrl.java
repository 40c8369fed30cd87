package io.github.scrappyddns.channel.url;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel as its owner wrote it: a URL in Apprise's grammar, taken apart and percent-decoded
 * once.
 *
 * <p>{@code java.net.URI} cannot read these: {@code tgram://123:ABC/1} has no host for it, and a
 * {@code #channel} would be a fragment. Printed without secrets; {@link #text()} has them.
 *
 * @param scheme in lower case
 * @param password absent if there is no user
 * @param path the segments; empty ones are dropped
 * @param trailingSlash whether the path ends with a slash after its last segment
 */
public record ChannelUrl(
    String scheme,
    Optional<String> user,
    Optional<String> password,
    Authority authority,
    List<String> path,
    boolean trailingSlash,
    ChannelQuery query) {

  /** The part between the slashes and the path: a server, or a part of the credentials. */
  public enum Kind {
    SERVER,
    CREDENTIAL
  }

  /**
   * The authority without the user.
   *
   * @param host a name in ASCII, or an address without brackets; or a credential
   * @param port 0 if there is none; always 0 with a credential
   */
  public record Authority(Kind kind, String host, int port) {
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
  }

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?");
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|\\d+)\\.?");

  public ChannelUrl {
    path = List.copyOf(path);
    trailingSlash = trailingSlash && !path.isEmpty();
  }

  /** The scheme of a text that is a URL, in lower case. */
  public static Optional<String> schemeOf(String text) {
    int end = text.indexOf("://");
    return end > 0 && SCHEME.matcher(text.substring(0, end)).matches()
        ? Optional.of(text.substring(0, end).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Reads a URL.
   *
   * @param kind what this scheme's authority is
   * @throws ChannelUrlException if it is invalid
   */
  public static ChannelUrl parse(String text, Kind kind) {
    try {
      return takenApart(text, kind);
    } catch (PercentEncoding.Malformed e) {
      throw new ChannelUrlException(String.valueOf(e.getMessage()));
    }
  }

  private static ChannelUrl takenApart(String text, Kind kind) {
    String scheme =
        schemeOf(text)
            .orElseThrow(() -> new ChannelUrlException("it does not begin with a scheme and ://"));
    int start = scheme.length() + 3;
    int question = text.indexOf('?', start);
    int end = question < 0 ? text.length() : question;
    int slash = text.indexOf('/', start);
    int authorityEnd = slash < 0 || slash > end ? end : slash;

    int at = text.lastIndexOf('@', authorityEnd - 1);
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    int hostStart = start;
    if (at >= start) {
      int colon = text.indexOf(':', start);
      int userEnd = colon < 0 || colon > at ? at : colon;
      user = Optional.of(decode(text, start, userEnd));
      password = userEnd == at ? Optional.empty() : Optional.of(decode(text, userEnd + 1, at));
      hostStart = at + 1;
    }
    Authority authority =
        kind == Kind.CREDENTIAL
            ? new Authority(kind, decode(text, hostStart, authorityEnd), 0)
            : server(text.substring(hostStart, authorityEnd), hostStart + 1);
    List<String> path = path(text, authorityEnd, end);
    ChannelQuery query = question < 0 ? ChannelQuery.NONE : ChannelQuery.parse(text, question + 1);
    boolean slashed = text.charAt(end - 1) == '/';
    return new ChannelUrl(scheme, user, password, authority, path, slashed, query);
  }

  private static List<String> path(String text, int start, int end) {
    List<String> path = new ArrayList<>();
    int at = start;
    while (at < end) {
      int slash = text.indexOf('/', at);
      int segmentEnd = slash < 0 || slash > end ? end : slash;
      if (segmentEnd > at) {
        path.add(decode(text, at, segmentEnd));
      }
      at = segmentEnd + 1;
    }
    return path;
  }

  private static String decode(String text, int start, int end) {
    String decoded = PercentEncoding.decode(text.substring(start, end), start + 1);
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new ChannelUrlException(
          "there is a control character in the part that begins at character " + (start + 1));
    }
    return decoded;
  }

  /** The text is never repeated: what looks like a port may be half of a password. */
  private static Authority server(String text, int position) {
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

  /** The host's name or address, or the credential in its place. */
  public String host() {
    return authority.host();
  }

  /** The whole URL, secrets included; {@link #parse} gives the same URL back. */
  public String text() {
    StringBuilder text = new StringBuilder(scheme).append("://");
    user.ifPresent(name -> text.append(PercentEncoding.encode(name)));
    password.ifPresent(word -> text.append(':').append(PercentEncoding.encode(word)));
    text.append(user.isPresent() ? "@" : "").append(authority.text());
    path.forEach(segment -> text.append('/').append(PercentEncoding.encode(segment)));
    return text.append(trailingSlash ? "/" : "").append(query.text()).toString();
  }

  /** All parts that may be secret, decoded. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(path);
    user.ifPresent(secrets::add);
    password.ifPresent(secrets::add);
    if (authority.kind() == Kind.CREDENTIAL || hidesHost()) {
      secrets.add(authority.host());
    }
    secrets.addAll(query.secrets());
    return secrets;
  }

  /** In {@code ntfys://home} the host is a topic: anyone who knows it can read what is sent. */
  private boolean hidesHost() {
    return path.isEmpty() && !authority.host().matches(".*[.:].*|localhost");
  }

  /** The URL without its secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append("://");
    text.append(user.isPresent() ? Redaction.HIDDEN + "@" : "");
    text.append(hidesHost() ? Redaction.HIDDEN : authority.toString());
    path.forEach(segment -> text.append('/').append(Redaction.ends(segment, 1)));
    return text.append(query).toString();
  }
}
