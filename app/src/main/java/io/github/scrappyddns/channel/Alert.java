package io.github.scrappyddns.channel;

import java.util.Optional;

/**
 * What a person reads: plain text, which each channel puts into its own markup.
 *
 * @param id the same for every attempt to deliver the same news, so that a receiver that supports
 *     it shows it once; letters, digits and hyphens
 * @param title one line
 * @param body lines separated by {@code \n}
 * @param brief one line that says all that matters of it
 * @param network the number of the network that it tells of; 0 where it tells of none
 * @param facts what it tells of that network; empty where it tells of none
 */
public record Alert(
    String id, String title, String body, String brief, long network, Optional<Facts> facts) {
  private static final String NOTICE = "scrappy-notice-";

  /** An alert of no network, whose first line says all that matters. */
  public Alert(String id, String title, String body) {
    this(id, title, body, firstLine(body), 0, Optional.empty());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** The same in other words. */
  Alert reworded(String otherTitle, String otherBody) {
    return new Alert(id, otherTitle, otherBody, firstLine(otherBody), network, facts);
  }

  /**
   * What it is about: of two alerts with the same subject, the newer one says all that is still
   * true.
   */
  public String subject() {
    if (network != 0) {
      return "network-" + network;
    }
    return isNotice() ? "notice" + id.substring(id.lastIndexOf('-')) : id;
  }

  /**
   * What is told of a channel or of this server, and not of a network.
   *
   * @param title one line
   * @param about names the matter
   * @param at in epoch milliseconds
   * @param body the first line says all that matters
   */
  public static Alert notice(String title, String about, long at, String body) {
    String id = NOTICE + at + "-" + Integer.toHexString(about.hashCode());
    return new Alert(id, title, body);
  }

  /** Whether it is one of those. */
  public boolean isNotice() {
    return id.startsWith(NOTICE);
  }

  /** The alert cut down to what matters, for a receiver that refused the whole. */
  public Alert simplified() {
    return new Alert(id, title, brief, brief, network, facts);
  }
}
