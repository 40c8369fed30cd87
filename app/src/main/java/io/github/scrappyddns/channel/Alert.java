package io.github.scrappyddns.channel;

/**
 * What a person reads: plain text, which each channel puts into its own markup.
 *
 * @param id the same for every attempt to deliver the same news, so that a receiver that supports
 *     it shows it once; letters, digits and hyphens
 * @param title one line
 * @param body lines separated by {@code \n}; the first says all that matters
 */
public record Alert(String id, String title, String body) {
  private static final String NOTICE = "scrappy-notice-";

  /**
   * What is told of a channel or of this server, and not of a network.
   *
   * @param at in epoch milliseconds
   */
  public static Alert notice(long at, String body) {
    return new Alert(NOTICE + at, "Scrappy DDNS needs attention", body);
  }

  /** Whether it is one of those. */
  public boolean isNotice() {
    return id.startsWith(NOTICE);
  }

  /** The alert cut down to its first line, for a receiver that refused the whole. */
  public Alert simplified() {
    return new Alert(id, title, body.lines().findFirst().orElse(""));
  }
}
