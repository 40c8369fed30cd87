package io.github.scrappyddns.silence;

import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What is said of networks that fell silent together. Stateless but for the language and the
 * server's zone.
 */
final class CommonFallText {
  /** The matter, as notices have it: what is said of a return takes the place of an untold fall. */
  static final String ABOUT = "silence of many";

  private static final int MOST_NAMES = 10;

  private final Words words;
  private final DateTimeFormatter time;

  CommonFallText(Words words, ZoneId zone) {
    this.words = words;
    time = words.form("time").withZone(zone);
  }

  /**
   * That they fell.
   *
   * @param names of those that its reader wants to hear of
   * @param fallen how many fell
   * @param watched of how many
   */
  String fall(List<String> names, int fallen, int watched, long at) {
    return words.say("fall", fallen, watched, time.format(Instant.ofEpochMilli(at)))
        + "\n"
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
    return words.say(
            back == fallen ? "fall.back.all" : "fall.back.some",
            back,
            time.format(Instant.ofEpochMilli(from)),
            words.length(Duration.ofMillis(to - from)),
            fallen)
        + "\n"
        + (missing.isEmpty() ? some(names) : words.say("fall.still", some(missing)));
  }

  private String some(List<String> names) {
    String listed = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? words.say("names.more", listed, more) : listed;
  }
}
