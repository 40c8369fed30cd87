package io.github.scrappyddns.channel.url;

/** Secrets shortened for display: too little to use, enough to tell which one it is. */
public final class Redaction {
  public static final String HIDDEN = "***";

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
}
