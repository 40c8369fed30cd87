package io.github.scrappyddns.dashboard.frame;

import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;

/** Times as people read them: how long ago where that is fresh, else the day; in one zone. */
public final class Times {
  private final Words words;
  private final ZoneId zone;
  private final Instant now;
  private final DateTimeFormatter clock;
  private final DateTimeFormatter day;
  private final DateTimeFormatter dayOfYear;
  private final DateTimeFormatter whole;

  Times(Words words, ZoneId zone, Instant now) {
    this.words = words;
    this.zone = zone;
    this.now = now;
    clock = words.form("form.clock");
    day = words.form("form.day.clock");
    dayOfYear = words.form("form.day.year");
    whole = words.form("form.whole");
  }

  /** How long ago, within a day; then as {@link #when}. */
  public String fresh(Instant at) {
    long seconds = Math.max(0, Duration.between(at, now).toSeconds());
    if (seconds < 5) {
      return words.say("ago.now");
    }
    if (seconds < 60) {
      return words.say("ago.seconds", seconds);
    }
    if (seconds < 3_600) {
      return words.say("ago.minutes", seconds / 60);
    }
    return seconds < 86_400 ? words.say("ago.hours", seconds / 3_600) : when(at);
  }

  /**
   * The day and the time: {@code today 12:47}, {@code tomorrow 00:02}, {@code 14 Nov 03:02}; the
   * day alone where it is most of a year away: {@code 14 Nov 2025}.
   */
  public String when(Instant at) {
    ZonedDateTime time = at.atZone(zone);
    LocalDate date = time.toLocalDate();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (date.equals(today)) {
      return words.say("at.today", clock.format(time));
    }
    if (date.equals(today.minusDays(1))) {
      return words.say("at.yesterday", clock.format(time));
    }
    if (date.equals(today.plusDays(1))) {
      return words.say("at.tomorrow", clock.format(time));
    }
    boolean near = date.isAfter(today.minusDays(300)) && date.isBefore(today.plusDays(300));
    return near ? day.format(time) : dayOfYear.format(time);
  }

  /** With the zone, for who wants to know. */
  public String whole(Instant at) {
    return whole.format(at.atZone(zone));
  }

  /** The zone of all of them, in words where it has any. */
  public String zoneName() {
    String name = zone.getDisplayName(TextStyle.FULL, words.language().locale());
    return name.equals(zone.getId()) ? name : name + " (" + zone.getId() + ")";
  }

  /** As programs read it. */
  public String machine(Instant at) {
    return at.toString();
  }

  /** A length in its one or two greatest units: {@code 3 h 12 min}, {@code 12 days}. */
  public String length(Duration time) {
    return words.length(time);
  }

  /** As {@link #length}, to the tenth of a second where it is short. */
  public String quick(Duration time) {
    return time.toMillis() < 10_000
        ? words.say(
            "length.seconds",
            String.format(
                words.language().locale(), "%.1f", Math.max(time.toMillis(), 50) / 1000.0))
        : length(time);
  }

  /** That somebody was silent from one time to another. */
  public String silence(Instant from, Instant to) {
    return words.say("silence", when(from), when(to));
  }

  /** When the page was asked for. */
  public Instant now() {
    return now;
  }

  /** The server's zone. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * A form of its own, in the page's language and zone.
   *
   * @param key of the text that holds it
   */
  public DateTimeFormatter form(String key) {
    return words.form(key).withZone(zone);
  }
}
