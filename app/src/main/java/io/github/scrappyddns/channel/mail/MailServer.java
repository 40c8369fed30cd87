package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.url.Authority;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import io.github.scrappyddns.channel.url.Redaction;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail server, and how to talk to it.
 *
 * @param domain of the addresses of its users
 * @param clientHost what we are to call ourselves, where the owner chose that
 * @param secrets of the channel, which its answers may repeat
 */
record MailServer(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String domain,
    Optional<String> clientHost,
    Secrets secrets) {
  /** How a connection is encrypted. */
  enum Security {
    /** Not at all. */
    CLEAR,
    /** With TLS, which the server must offer once connected (RFC 3207). */
    STARTTLS,
    /** With TLS from the first byte (RFC 8314). */
    TLS
  }

  /** Who sends. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return Redaction.HIDDEN;
    }
  }

  /** What we know about a large provider, so that its users need not. */
  private record Provider(String host, int port, Security security) {
    static Provider starttls(String host) {
      return new Provider(host, 587, Security.STARTTLS);
    }

    static Provider tls(String host) {
      return new Provider(host, 465, Security.TLS);
    }
  }

  private static final int SMTP_PORT = 25;

  private static final Map<String, Provider> PROVIDERS =
      Map.ofEntries(
          Map.entry("gmail.com", Provider.starttls("smtp.gmail.com")),
          Map.entry("googlemail.com", Provider.starttls("smtp.gmail.com")),
          Map.entry("outlook.com", Provider.starttls("smtp-mail.outlook.com")),
          Map.entry("hotmail.com", Provider.starttls("smtp-mail.outlook.com")),
          Map.entry("yahoo.com", Provider.tls("smtp.mail.yahoo.com")),
          Map.entry("icloud.com", Provider.starttls("smtp.mail.me.com")),
          Map.entry("me.com", Provider.starttls("smtp.mail.me.com")),
          Map.entry("fastmail.com", Provider.tls("smtp.fastmail.com")),
          Map.entry("gmx.net", Provider.starttls("mail.gmx.net")),
          Map.entry("gmx.de", Provider.starttls("mail.gmx.net")),
          Map.entry("web.de", Provider.starttls("smtp.web.de")),
          Map.entry("zoho.com", Provider.tls("smtp.zoho.com")));

  /**
   * The server that a URL names.
   *
   * @throws ChannelUrlException if mail would go to a public host in clear text and its owner did
   *     not ask for that
   */
  static MailServer of(ChannelUrl url) {
    ChannelQuery query = url.query();
    Optional<Provider> provider =
        Optional.ofNullable(PROVIDERS.get(url.host().toLowerCase(Locale.ROOT)));
    Optional<Authority> named = query.option("smtp").map(MailServer::named);
    String host =
        named.map(Authority::host).or(() -> provider.map(Provider::host)).orElse(url.host());
    int given =
        named.map(Authority::port).filter(number -> number != 0).orElse(url.authority().port());
    Security security =
        asked(url, host, given)
            .or(() -> provider.map(Provider::security))
            .orElseGet(() -> usual(given));
    int port =
        given != 0
            ? given
            : provider
                .filter(known -> known.security() == security)
                .map(Provider::port)
                .orElse(url.scheme().equals("smtp") ? SMTP_PORT : usualPort(security));
    Optional<String> user = query.option("user").or(url::user).filter(name -> !name.isEmpty());
    Optional<String> password = query.option("pass").or(url::password);
    String domain = url.host().replaceFirst("^(smtp|mail)\\.", "");
    Optional<Login> login =
        user.map(
            name ->
                new Login(
                    provider.isPresent() && !name.contains("@") ? name + "@" + domain : name,
                    password.orElse("")));
    return new MailServer(
        host,
        port,
        security,
        login,
        domain,
        ClientHost.chosen(query.option("clienthost")),
        url.hidden());
  }

  private static Optional<Security> asked(ChannelUrl url, String host, int port) {
    ChannelQuery query = url.query();
    Optional<String> mode = query.option("mode").or(() -> query.option("encryption"));
    if (mode.isPresent()) {
      return Optional.of(
          switch (mode.get().toLowerCase(Locale.ROOT)) {
            case "starttls", "explicittls", "auto" -> usual(port);
            case "ssl", "implicittls" -> Security.TLS;
            case "insecure", "none" -> Security.CLEAR;
            default -> throw new ChannelUrlException("mode= must be starttls, ssl or insecure");
          });
    }
    boolean secure = url.scheme().equals("mailtos");
    boolean clear = query.option("tls").map(value -> !Flags.parse("tls", value)).orElse(false);
    if (clear && !secure) {
      return Optional.of(Security.CLEAR);
    }
    if (url.scheme().equals("mailto") && query.option("tls").isEmpty()) {
      if (!ServerAddress.isLocal(host) && !PROVIDERS.containsKey(url.host())) {
        throw new ChannelUrlException(
            "mailto:// would send clear text to a public host; write mailtos://, or add tls=no");
      }
      return PROVIDERS.containsKey(url.host()) ? Optional.empty() : Optional.of(Security.CLEAR);
    }
    return port == 0 ? Optional.empty() : Optional.of(usual(port));
  }

  private static Authority named(String smtp) {
    try {
      return Authority.of(smtp);
    } catch (ChannelUrlException | PercentEncoding.Malformed e) {
      throw new ChannelUrlException("smtp= must be a server's name, or name:port");
    }
  }

  private static Security usual(int port) {
    return port == usualPort(Security.TLS) ? Security.TLS : Security.STARTTLS;
  }

  private static int usualPort(Security security) {
    return switch (security) {
      case CLEAR -> SMTP_PORT;
      case STARTTLS -> 587;
      case TLS -> 465;
    };
  }
}
