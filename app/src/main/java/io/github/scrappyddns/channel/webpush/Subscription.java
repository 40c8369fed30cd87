package io.github.scrappyddns.channel.webpush;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.URI;
import java.security.GeneralSecurityException;

/**
 * A browser's consent to be sent messages, as it gives it (W3C Push API, {@code PushSubscription}).
 * Printing it shows no secret.
 */
public final class Subscription {
  /** How an answer begins that says so. */
  public static final String DROPPED = "this device is no longer subscribed";

  private static final int SECRET_OCTETS = 16;

  private final URI endpoint;
  private final byte[] point;
  private final byte[] secret;

  private Subscription(URI endpoint, byte[] point, byte[] secret) {
    this.endpoint = endpoint;
    this.point = point;
    this.secret = secret;
  }

  /**
   * Reads one.
   *
   * @param endpoint where its push service takes messages
   * @param p256dh its public key, in Base64
   * @param auth the secret that it shares with us, in Base64
   * @param hosts the services that may be called
   * @throws ChannelUrlException where a browser would never say so
   */
  public static Subscription of(String endpoint, String p256dh, String auth, PushHosts hosts) {
    URI address = hosts.endpoint(endpoint);
    byte[] point = octets(p256dh, "key");
    byte[] secret = octets(auth, "secret");
    if (secret.length != SECRET_OCTETS) {
      throw new ChannelUrlException("the browser's secret is not 16 octets long");
    }
    try {
      P256.publicKey(point);
    } catch (GeneralSecurityException e) {
      throw new ChannelUrlException("the browser's key is no point of the curve P-256");
    }
    return new Subscription(address, point, secret);
  }

  private static byte[] octets(String text, String what) {
    try {
      return P256.decoded(text);
    } catch (IllegalArgumentException e) {
      throw new ChannelUrlException("the browser's " + what + " is not written in Base64");
    }
  }

  /** Where its push service takes messages: whoever knows that may send some. */
  public URI endpoint() {
    return endpoint;
  }

  byte[] point() {
    return point.clone();
  }

  byte[] secret() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "a subscription at " + endpoint.getHost();
  }
}
