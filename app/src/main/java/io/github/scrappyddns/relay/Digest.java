package io.github.scrappyddns.relay;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.spelling.Lengths;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Quiet;
import io.github.scrappyddns.timeline.Span;
import io.github.scrappyddns.timeline.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the alert that a person reads: one change, or "changed 4 times since …". A pure
 * function of its input and the server's time zone.
 */
public final class Digest {
  private static final String TITLE = "IP address update";

  private final DateTimeFormatter time;

  /**
   * @param zone the server's; every time in an alert carries it
   */
  public Digest(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH).withZone(zone);
  }

  /**
   * Tells what happened to a network.
   *
   * @param story not empty
   * @param unsure whether an earlier attempt to tell this may have arrived
   * @param pause how long the next alert has to wait because the network never rests; zero where it
   *     does
   * @param now what was written down as later counts as now
   */
  public Alert alert(Network network, Story story, boolean unsure, Duration pause, Instant now) {
    StringBuilder body = new StringBuilder();
    StringJoiner brief = new StringJoiner("; ");
    long newest = 0;
    for (Span span : story.spans()) {
      String headline = headline(network.name(), span);
      brief.add(headline);
      body.append(headline).append('\n');
      describe(body, span, now);
      newest = Math.max(newest, span.last().id());
    }
    if (story.quiet().isPresent()) {
      Quiet quiet = story.quiet().get();
      String headline = headline(network.name(), quiet, quiet.last().id() > newest, now);
      brief.add(headline);
      body.append(headline).append('\n');
      if (quiet.silences() > 1) {
        body.append("It fell silent ").append(times(quiet.silences())).append(" meanwhile.\n");
      }
      newest = Math.max(newest, quiet.last().id());
    }
    if (!pause.isZero()) {
      body.append(network.name())
          .append(" changes all the time: until it has rested for an hour, you are told of it at")
          .append(
              pause.toMinutes() < 60
                  ? " most once in " + pause.toMinutes() + " minutes.\n"
                  : " most once in an hour.\n");
    }
    if (unsure) {
      body.append("(You may have seen this already: the last attempt was not confirmed.)\n");
    }
    String id = "scrappy-" + network.id() + "-" + newest + "-" + begin(story).toEpochMilli();
    return new Alert(id, title(story), body.toString().stripTrailing(), brief.toString());
  }

  private static Instant begin(Story story) {
    return story.spans().isEmpty()
        ? story.quiet().orElseThrow().last().at()
        : story.spans().get(0).first().at();
  }

  private static String title(Story story) {
    if (!story.spans().isEmpty()) {
      return TITLE;
    }
    return isSilent(story.quiet().orElseThrow()) ? "Network silent" : "Network back";
  }

  private static boolean isSilent(Quiet quiet) {
    return quiet.last().kind() == Event.Kind.SILENT;
  }

  /**
   * @param newest whether nothing happened to its addresses since
   */
  private String headline(String name, Quiet quiet, boolean newest, Instant now) {
    Event last = quiet.last();
    Instant since = Objects.requireNonNull(last.previousSince());
    if (!isSilent(quiet)) {
      String silence = Lengths.inWords(Duration.between(since, last.at()));
      return name + " is back after " + silence + ", at " + last.current();
    }
    return newest
        ? name + " has been silent since " + at(since, now) + " (last at " + last.current() + ")"
        : name + " had been silent since " + at(since, now);
  }

  private static String headline(String name, Span span) {
    Event last = span.last();
    boolean prefix = last.family() == Family.IPV6_PREFIX;
    boolean first = span.first().previous() == null && span.count() == 1;
    return name
        + (prefix ? " has the prefix " : " is at ")
        + last.current()
        + (first ? " (first check-in)" : "");
  }

  private void describe(StringBuilder body, Span span, Instant now) {
    Event last = span.last();
    body.append(history(span, now)).append('\n');
    @Nullable PublicAddress other = span.inTurns();
    if (other != null) {
      body.append(last.current())
          .append(" and ")
          .append(other)
          .append(" take turns: probably two devices that share a token, or two lines.\n");
    }
    Scope scope = Scope.of(last.current());
    if (scope != Scope.PUBLIC) {
      body.append("Note: this is ")
          .append(scope.description())
          .append(", not a public one. Usual causes: double NAT, or a proxy in front of")
          .append(" Scrappy DDNS that its configuration does not name.\n");
    }
  }

  private String history(Span span, Instant now) {
    Event first = span.first();
    Event last = span.last();
    @Nullable PublicAddress before = first.previous();
    if (before == null) {
      return span.count() == 1
          ? "Since " + at(last.at(), now) + "."
          : "Changed "
              + times(span.count() - 1)
              + " since its first check-in "
              + at(first.at(), now)
              + ".";
    }
    String was = before + sinceOf(first, now);
    if (span.count() == 1) {
      return "Since " + at(last.at(), now) + "; was " + was + ".";
    }
    String changes = "Changed " + times(span.count()) + " since " + at(first.at(), now);
    return before.equals(last.current())
        ? changes + " and is back at the address it had."
        : changes + "; was " + was + ".";
  }

  private String sinceOf(Event event, Instant now) {
    @Nullable Instant since = event.previousSince();
    return since == null ? "" : " (since " + at(since, now) + ")";
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private String at(Instant written, Instant now) {
    return time.format(
        Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(written.toEpochMilli(), now.toEpochMilli())));
  }
}
