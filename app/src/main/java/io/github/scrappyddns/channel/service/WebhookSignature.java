package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.Base64;

/** A secret that signs requests as the Standard Webhooks specification says. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  private WebhookSignature(byte[] secret) {
    key = secret;
  }

  /**
   * The secret that {@code whsec_} and Base64 spell.
   *
   * @throws ChannelUrlException if it is invalid
   */
  static WebhookSignature of(String text) {
    try {
      byte[] secret =
          text.startsWith(PREFIX)
              ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
              : new byte[0];
      if (secret.length > 0) {
        return new WebhookSignature(secret);
      }
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static ChannelUrlException unreadable() {
    return new ChannelUrlException("secret= must be whsec_ and Base64");
  }

  /** The value of the {@code webhook-signature} header. */
  String sign(String id, long epochSeconds, String body) {
    return "v1," + Hmac.sign(key, id + "." + epochSeconds + "." + body);
  }
}
