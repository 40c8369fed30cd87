package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.OutgoingProxies;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import io.github.scrappyddns.channel.webpush.PushHosts;
import io.github.scrappyddns.channel.webpush.VapidKey;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.words.Language;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Channels that reach a test's server, whatever service they are for, by a test's clock. */
public final class LocalChannels {
  public static final Alert ALERT =
      new Alert(
          "scrappy-7-42-1773144000000",
          "IP address update",
          "Home network is at 203.0.113.7\nSince 2026-03-10 12:00 UTC; was 203.0.113.6.");

  private static final VapidKey KEY = VapidKey.generate();

  final HandClock clock = new HandClock();
  private final Channels channels;

  public LocalChannels(LocalServer server) {
    this(server, Duration.ofSeconds(20));
  }

  public LocalChannels(LocalServer server, Duration limit) {
    this("http://" + server.address(), limit, systemTrust());
  }

  /**
   * Channels with limits of their own.
   *
   * @param root where all services of the Internet are
   */
  public LocalChannels(String root, Duration limit, SSLContext tls) {
    channels =
        new Channels(
                new Surroundings(
                    new Manner(
                        limit, clock, () -> 0, "ScrappyDDNS/test", () -> tls, OutgoingProxies.NONE),
                    service -> URI.create(root + path(service))),
                ZoneOffset.UTC)
            .withBrowsers(
                new ApplicationServer(
                    () -> KEY,
                    PushHosts.knownAnd(List.of(root)),
                    Optional.empty(),
                    Language.ENGLISH,
                    clock));
  }

  public static SSLContext systemTrust() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String path(URI service) {
    String query = service.getRawQuery() == null ? "" : "?" + service.getRawQuery();
    return service.getRawPath() + query;
  }

  /** The clock of these channels. */
  public HandClock clock() {
    return clock;
  }

  Channels channels() {
    return channels;
  }

  /** The channels of one URL, which must be right. */
  public List<Channel> open(String url) {
    Channels.Parsed parsed = channels.parse(List.of(url), List.of());
    if (!parsed.problems().isEmpty()) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.channels();
  }
}
