package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that signs requests as the Standard Webhooks specification says. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec key;

  private WebhookSignature(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
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
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] content = (id + "." + epochSeconds + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
