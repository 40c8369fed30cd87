package io.github.scrappyddns.silence;

import io.github.scrappyddns.spelling.Lengths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What is said of networks that fell silent together. Stateless but for the server's zone. */
final class CommonFallText {
  /** The matter, as notices have it: what is said of a return takes the place of an untold fall. */
  static final String ABOUT = "silence of many";

  private static final int MOST_NAMES = 10;

  private final DateTimeFormatter time;

  CommonFallText(ZoneId zone) {
    time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH).withZone(zone);
  }

  /**
   * That they fell.
   *
   * @param names of those that its reader wants to hear of
   * @param fallen how many fell
   * @param watched of how many
   */
  String fall(List<String> names, int fallen, int watched, long at) {
    return fallen
        + " of "
        + watched
        + " networks fell silent at about "
        + time.format(Instant.ofEpochMilli(at))
        + ": probably this server's own line.\n"
        + some(names);
  }

  /**
   * That they are back.
   *
   * @param names of those that its reader wants to hear of
   * @param fallen how many fell
   * @param missing the names of those that are not back, as far as its reader wants to hear of them
   * @param back how many are
   */
  String comeBack(
      List<String> names, int fallen, List<String> missing, int back, long from, long to) {
    return (back == fallen ? "All " + back : back + " of the " + fallen)
        + " networks that fell silent together at about "
        + time.format(Instant.ofEpochMilli(from))
        + " are back after "
        + Lengths.inWords(Duration.ofMillis(to - from))
        + ".\n"
        + (missing.isEmpty() ? some(names) : "Still silent: " + some(missing));
  }

  private static String some(List<String> names) {
    String listed = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }
}
