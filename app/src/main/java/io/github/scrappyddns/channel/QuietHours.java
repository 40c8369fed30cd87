package io.github.scrappyddns.channel;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The part of the day in which alerts come without a sound.
 *
 * @param from the first quiet moment; equal to {@code to} if it is always quiet
 * @param to the first loud one; before {@code from} if the quiet hours span midnight
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  /**
   * Reads {@code 22:00-07:00}, or {@code yes} for the whole day.
   *
   * @throws ChannelUrlException where it is neither
   */
  static QuietHours parse(String text, ZoneId zone) {
    if (text.equals("yes")) {
      return new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
    }
    String[] ends = text.split("-", -1);
    try {
      if (ends.length == 2) {
        return new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]), zone);
      }
    } catch (DateTimeException e) {
      throw unknown();
    }
    throw unknown();
  }

  private static ChannelUrlException unknown() {
    return new ChannelUrlException("quiet= must be yes, or a time of day such as 22:00-07:00");
  }

  boolean contains(Instant instant) {
    LocalTime now = instant.atZone(zone).toLocalTime();
    boolean after = !now.isBefore(from);
    boolean before = now.isBefore(to);
    return from.isBefore(to) ? (after && before) : (after || before);
  }
}
