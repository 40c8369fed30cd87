package io.github.scrappyddns.outbox;

import io.github.scrappyddns.database.Transaction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An alert that a channel refuses for what it says, and that others are to tell in its place. It
 * stays owed until the channel takes it after all, or one of the others has told it.
 *
 * @param channel that refuses it
 * @param upTo the last event that it tells of
 */
record RefusedAlert(String channel, long networkId, long upTo) {
  /** Stands between the matter and the event. */
  static final String UP_TO = " up to ";

  private static final Pattern ABOUT = Pattern.compile("(.*) refused (\\d+)" + UP_TO + "(\\d+)");

  /** The alert that a notice is about; empty where it is about something else. */
  static Optional<RefusedAlert> named(String about) {
    Matcher matcher = ABOUT.matcher(about);
    return matcher.matches()
        ? Optional.of(
            new RefusedAlert(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** The channel and the network: what is refused of one network is one matter. */
  String matter() {
    return channel + " refused " + networkId;
  }

  /** The key of the notice about it. */
  String about() {
    return matter() + UP_TO + upTo;
  }

  /** Pays what another channel has told. */
  void isTold(Transaction transaction) {
    transaction.update(
        "UPDATE delivery SET paid_event = ?, attempts = 0, simplified = 0"
            + " WHERE channel = ? AND network_id = ? AND paid_event < ? AND owed_event >= ?",
        upTo,
        channel,
        networkId,
        upTo,
        upTo);
  }
}
