package io.github.scrappyddns.dashboard.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be ordered of a network on its page, and how it is now.
 *
 * @param listed whether the token list says what it is called
 * @param kept whether it was made on the pages, and so are its tokens
 * @param maintenance until when it may be away
 * @param silence what can be chosen for its silence, and {@code silenceHint} why
 * @param windows how long it may be away
 * @param badge what others may load who are given its link; empty where there is none
 * @param pausedNow whether an order has just paused it
 * @param news what came of an order; empty where none was given
 */
public record SteerCard(
    String order,
    boolean listed,
    boolean kept,
    boolean paused,
    boolean pausedNow,
    Optional<Instant> maintenance,
    Optional<BadgeLink> badge,
    List<TokenRow> tokens,
    List<Choice> silence,
    String silenceHint,
    List<Choice> windows,
    String name,
    String nameError,
    int longestName,
    String news) {
  /**
   * The badge.
   *
   * @param image its path from this page
   * @param link where others find it
   */
  public record BadgeLink(String image, String link) {
    /** How it is put into a text in Markdown. */
    public String markdown(String alternative) {
      return "![" + alternative + "](" + link + ")";
    }
  }

  /** A token that was made on the pages. */
  public record TokenRow(long id, String start, Instant createdAt, Optional<Instant> endsAt) {}

  /** A link to the page of the tokens, with what is to be done with one of them. */
  public String tokenLink(String what, TokenRow row) {
    return order + "/token?" + what + "=" + row.id();
  }
}
