package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.dashboard.frame.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The marks on the axis of a picture: whole hours, days or months in the server's zone. */
public final class Ticks {
  /** One of them. */
  public record Tick(int x, String text) {}

  private Ticks() {}

  static List<Tick> of(Times times, Duration length, int left, int width) {
    Instant from = times.now().minus(length);
    ZonedDateTime begin = from.atZone(times.zone());
    long days = length.toDays();
    boolean hours = days <= 1;
    boolean months = days > 60;
    DateTimeFormatter text = times.form(hours ? "form.clock" : months ? "form.month" : "form.day");
    ZonedDateTime at =
        hours
            ? begin.truncatedTo(ChronoUnit.HOURS)
            : months
                ? begin.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)
                : begin.truncatedTo(ChronoUnit.DAYS);
    List<Tick> ticks = new ArrayList<>();
    while (at.toInstant().isBefore(times.now())) {
      double share = (double) Duration.between(from, at.toInstant()).toMillis() / length.toMillis();
      // What stands too far right would be cut.
      if (share >= 0 && share < 0.96) {
        ticks.add(new Tick((int) (left + share * width), text.format(at)));
      }
      at = hours ? at.plusHours(4) : months ? at.plusMonths(1) : at.plusDays(days > 7 ? 7 : 1);
    }
    return ticks;
  }
}
