package io.github.scrappyddns.cluster;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An alert of a network that reached a phone.
 *
 * @param newest the number of the last event that it tells of
 * @param text all of it
 * @param arrived when it came
 */
record Told(String channel, long networkId, long newest, String text, Instant arrived) {
  private static final Pattern ID = Pattern.compile("scrappy-(\\d+)-(\\d+)-\\d+");
  private static final Pattern HEADLINE = Pattern.compile("(\\S+) is at (\\S+)( \\(.*)?");

  /** Reads what a webhook was sent; empty where it is no alert of a network. */
  static Optional<Told> read(String channel, String id, String text, Instant arrived) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches() && HEADLINE.matcher(firstLine(text)).matches()
        ? Optional.of(
            new Told(
                channel,
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                text,
                arrived))
        : Optional.empty();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  String network() {
    return headline().group(1);
  }

  String address() {
    return headline().group(2);
  }

  /** Whether it says that it may have come before. */
  boolean isUnsure() {
    return text.contains("You may have seen this already");
  }

  @Override
  public String toString() {
    return arrived
        + " "
        + channel
        + " of event "
        + newest
        + ": "
        + firstLine(text)
        + (isUnsure() ? " (unsure)" : "");
  }

  private Matcher headline() {
    Matcher matcher = HEADLINE.matcher(firstLine(text));
    if (!matcher.matches()) {
      throw new IllegalStateException(text);
    }
    return matcher;
  }
}
