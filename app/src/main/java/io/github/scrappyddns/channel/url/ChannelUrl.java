package io.github.scrappyddns.channel.url;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  /** Where people have the services that they send to; elsewhere it may be half of a password. */
  private static final Set<Integer> USUAL_PORTS =
      Set.of(25, 80, 443, 465, 587, 1025, 2525, 3000, 8000, 8008, 8025, 8080, 8123, 8443, 8448);

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]+");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

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
  public static ChannelUrl parse(String text, Authority.Kind kind) {
    try {
      return takenApart(text, kind);
    } catch (PercentEncoding.Malformed e) {
      throw new ChannelUrlException(String.valueOf(e.getMessage()));
    }
  }

  private static ChannelUrl takenApart(String text, Authority.Kind kind) {
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
    Authority authority = authority(text, hostStart, authorityEnd, kind);
    if (authority.port() != 0 && at < start) {
      checkPassword(authority, text.substring(authorityEnd, end));
    }
    List<String> path = path(text, authorityEnd, end);
    ChannelQuery query = question < 0 ? ChannelQuery.NONE : ChannelQuery.parse(text, question + 1);
    boolean slashed = text.charAt(end - 1) == '/';
    return new ChannelUrl(scheme, user, password, authority, path, slashed, query);
  }

  private static Authority authority(String text, int start, int end, Authority.Kind kind) {
    return switch (kind) {
      case SERVER -> Authority.of(text.substring(start, end), start + 1);
      case CREDENTIAL -> new Authority(kind, decode(text, start, end), 0);
      case NONE -> {
        if (start < end) {
          throw new ChannelUrlException(
              "what follows is a whole path, so there are three slashes in a row");
        }
        yield new Authority(kind, "", 0);
      }
    };
  }

  /** In {@code user:12345/rest@host} the user looks like a host and the password like a port. */
  private static void checkPassword(Authority authority, String path) {
    boolean address = PublicAddress.parse(authority.host()).isPresent();
    if (!address && !USUAL_PORTS.contains(authority.port()) && path.matches(".*[^/]@.*")) {
      throw new ChannelUrlException(
          "it has an @ in its path: in a user name or password, / is written %2F; an @ that belongs"
              + " to the path is written %40");
    }
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

  /** The same with these segments behind those of the path. */
  public ChannelUrl withPath(List<String> more) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(more);
    return new ChannelUrl(scheme, user, password, authority, longer, false, query);
  }

  /** The same with this option in its query; without it, if the value is empty. */
  public ChannelUrl withOption(String key, String value) {
    return new ChannelUrl(
        scheme, user, password, authority, path, trailingSlash, query.with(key, value));
  }

  /** What this is if its first slash belongs to the user, as in {@code A/B@host}. */
  public Optional<ChannelUrl> withSlashInUser() {
    int at = path.isEmpty() || user.isPresent() ? -1 : path.get(0).lastIndexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String first = path.get(0);
    return Optional.of(
        new ChannelUrl(
            scheme,
            Optional.of(authority.text() + "/" + first.substring(0, at)),
            Optional.empty(),
            Authority.of(first.substring(at + 1)),
            path.subList(1, path.size()),
            trailingSlash,
            query));
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
    List<String> secrets = new ArrayList<>(isLocal() ? List.of() : path);
    user.ifPresent(secrets::add);
    password.ifPresent(secrets::add);
    if (authority.kind() == Authority.Kind.CREDENTIAL || hidesHost()) {
      secrets.add(authority.host());
    }
    secrets.addAll(query.secrets());
    return secrets;
  }

  /** What must be hidden of it wherever others say it. */
  public Secrets hidden() {
    List<String> unique = new ArrayList<>(secrets());
    List<String> names = new ArrayList<>();
    // Where there is a password, it is the secret; and an address is known to many.
    unique.removeIf(
        secret ->
            (EMAIL.matcher(secret).matches()
                    || (password.isPresent() && user.equals(Optional.of(secret))))
                && !password.equals(Optional.of(secret))
                && names.add(secret));
    return Secrets.of(unique, names, hidesHost() ? "" : authority.toString());
  }

  /** Whether the path is one of this machine, which is no secret. */
  public boolean isLocal() {
    return authority.kind() == Authority.Kind.NONE;
  }

  /** In {@code ntfys://home} the host is a topic: anyone who knows it can read what is sent. */
  private boolean hidesHost() {
    return !isLocal() && path.isEmpty() && !authority.host().matches(".*[.:].*|localhost");
  }

  /** The URL without its secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme).append("://");
    text.append(user.isPresent() ? Redaction.HIDDEN + "@" : "");
    text.append(hidesHost() ? Redaction.HIDDEN : authority.toString());
    path.forEach(
        segment -> text.append('/').append(isLocal() ? segment : Redaction.ends(segment, 1)));
    return text.append(query).toString();
  }
}
