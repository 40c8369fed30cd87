package io.github.scrappyddns.channel.webpush;

import io.github.scrappyddns.words.Language;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What we are to the push services of browsers (RFC 8030 calls it so): who signs, whom they may ask
 * about us, and which of them are called at all. Safe for use by several threads.
 */
public final class ApplicationServer {
  /** Whom to ask about a server that has no address of its own on the web. */
  static final String PROJECT = "https://github.com/scrappyddns/scrappy-ddns";

  /** A signature is used for many messages, and never when it is about to end. */
  private static final Duration USED_FOR = VapidKey.VALID_FOR.dividedBy(2);

  private record Signed(String authorization, Instant at) {}

  private final Supplier<VapidKey> key;
  private final PushHosts hosts;
  private final Optional<URI> publicUrl;
  private final Language language;
  private final InstantSource clock;
  private final Map<String, Signed> signed = new ConcurrentHashMap<>();

  /**
   * @param key asked when something is to be signed; makes the key where there is none yet
   * @param publicUrl where people reach the dashboard, if that is known
   * @param language of the alerts
   */
  public ApplicationServer(
      Supplier<VapidKey> key,
      PushHosts hosts,
      Optional<URI> publicUrl,
      Language language,
      InstantSource clock) {
    this.key = key;
    this.hosts = hosts;
    this.publicUrl = publicUrl;
    this.language = language;
    this.clock = clock;
  }

  /** The services that are called. */
  public PushHosts hosts() {
    return hosts;
  }

  public Optional<URI> publicUrl() {
    return publicUrl;
  }

  /** Of the alerts. */
  public Language language() {
    return language;
  }

  /** What a browser must know to subscribe: our public key, in Base64. */
  public String publicKey() {
    return key.get().publicKey();
  }

  /** The value of {@code Authorization} for a message to an endpoint. */
  public String authorization(URI endpoint) {
    Instant now = clock.instant();
    return signed.compute(
            String.valueOf(endpoint.getRawAuthority()),
            (host, known) ->
                known == null || now.isBefore(known.at) || now.isAfter(known.at.plus(USED_FOR))
                    ? new Signed(key.get().authorization(endpoint, subject(), now), now)
                    : known)
        .authorization;
  }

  /** Apple refuses what is no address of the web, and mailboxes that cannot exist. */
  private String subject() {
    return publicUrl
        .filter(url -> "https".equals(url.getScheme()))
        .map(URI::toString)
        .orElse(PROJECT);
  }
}
