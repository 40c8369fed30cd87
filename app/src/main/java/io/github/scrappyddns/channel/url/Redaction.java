package io.github.scrappyddns.channel.url;

import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.Collection;
import java.util.Comparator;

/** Secrets shortened for display: too little to use, enough to tell which one it is. */
public final class Redaction {
  public static final String HIDDEN = "***";

  /** Shorter ones are likely to be words that a reason contains by chance. */
  private static final int SHORTEST_SECRET = 6;

  private Redaction() {}

  /** The first and last characters, {@code sc…me}: at most a third of the whole. */
  public static String ends(String secret, int most) {
    int shown = Math.min(most, secret.length() / 6);
    return shown == 0
        ? HIDDEN
        : secret.substring(0, shown) + "…" + secret.substring(secret.length() - shown);
  }

  /** The first characters, {@code NRmP…}: at most a sixth of the whole. */
  public static String start(String secret) {
    int shown = Math.min(4, secret.length() / 6);
    return shown == 0 ? HIDDEN : secret.substring(0, shown) + "…";
  }

  /** The text with every secret in it hidden, in plain and percent-encoded form. */
  public static String scrub(String text, Collection<String> secrets) {
    String scrubbed = text;
    for (String secret :
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      scrubbed = scrubbed.replace(secret, HIDDEN);
      scrubbed = scrubbed.replace(PercentEncoding.encode(secret), HIDDEN);
    }
    return scrubbed;
  }
}
