package io.github.scrappyddns.channel;

import io.github.scrappyddns.words.Words;

/**
 * What a person reads: plain text, which each channel puts into its own markup.
 *
 * @param id the same for every attempt to deliver the same news, so that a receiver that supports
 *     it shows it once; letters, digits and hyphens
 * @param title one line
 * @param body lines separated by {@code \n}
 * @param brief one line that says all that matters of it
 */
public record Alert(String id, String title, String body, String brief) {
  private static final Words WORDS = Words.english("alerts");
  private static final String NOTICE = "scrappy-notice-";

  /** An alert whose first line says all that matters. */
  public Alert(String id, String title, String body) {
    this(id, title, body, body.lines().findFirst().orElse(""));
  }

  /**
   * What is told of a channel or of this server, and not of a network.
   *
   * @param about names the matter
   * @param at in epoch milliseconds
   * @param body the first line says all that matters
   */
  public static Alert notice(String about, long at, String body) {
    String id = NOTICE + at + "-" + Integer.toHexString(about.hashCode());
    return new Alert(id, WORDS.say("title.notice"), body);
  }

  /** Whether it is one of those. */
  public boolean isNotice() {
    return id.startsWith(NOTICE);
  }

  /** The alert cut down to what matters, for a receiver that refused the whole. */
  public Alert simplified() {
    return new Alert(id, title, brief, brief);
  }
}
