package io.github.scrappyddns.channel.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a service asks us to rest: the header of RFC 9110, 10.2.3, and the numbers that services
 * put into their bodies instead.
 */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The three date formats that RFC 9110, 5.6.7 requires us to read. */
  private static final DateTimeFormatter[] DATES = {
    DateTimeFormatter.RFC_1123_DATE_TIME,
    DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
    DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
  };

  private RetryAfter() {}

  /**
   * The time to rest, from 0 to 24 hours, or nothing if the text is neither a number of seconds
   * (fractions are allowed) nor a date.
   */
  static Optional<Duration> parse(String text, Instant now) {
    String value = text.strip();
    if (value.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      return Optional.of(ofSeconds(Double.parseDouble(value)));
    }
    return Stream.of(DATES)
        .flatMap(format -> date(value, format).stream())
        .findFirst()
        .map(date -> clamp(Duration.between(now, date)));
  }

  private static Optional<Instant> date(String text, DateTimeFormatter format) {
    try {
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The time to rest, from 0 to 24 hours. */
  public static Duration ofSeconds(double seconds) {
    double bounded = Math.max(0, Math.min(seconds, (double) LONGEST.toSeconds()));
    return Duration.ofMillis(Math.round(bounded * 1000));
  }

  private static Duration clamp(Duration rest) {
    if (rest.isNegative()) {
      return Duration.ZERO;
    }
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }
}
