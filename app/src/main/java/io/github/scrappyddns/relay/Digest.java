package io.github.scrappyddns.relay;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Quiet;
import io.github.scrappyddns.timeline.Span;
import io.github.scrappyddns.timeline.Story;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the alert that a person reads: one change, or "changed 4 times since …". A pure
 * function of its input, the language and the server's time zone.
 */
public final class Digest {
  private final Words words;
  private final DateTimeFormatter time;

  /**
   * @param words of alerts
   * @param zone the server's; every time in an alert carries it
   */
  public Digest(Words words, ZoneId zone) {
    this.words = words;
    this.time = words.form("time").withZone(zone);
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
    StringJoiner body = new StringJoiner("\n");
    StringJoiner brief = new StringJoiner("; ");
    long newest = 0;
    for (Span span : story.spans()) {
      String headline = headline(network.name(), span);
      brief.add(headline);
      body.add(headline);
      describe(body, span, now);
      newest = Math.max(newest, span.last().id());
    }
    if (story.quiet().isPresent()) {
      Quiet quiet = story.quiet().get();
      String headline = headline(network.name(), quiet, quiet.last().id() > newest, now);
      brief.add(headline);
      body.add(headline);
      if (quiet.silences() > 1) {
        body.add(words.say("silent.often", quiet.silences()));
      }
      newest = Math.max(newest, quiet.last().id());
    }
    if (!pause.isZero()) {
      body.add(
          pause.toMinutes() < 60
              ? words.say("calm.minutes", network.name(), pause.toMinutes())
              : words.say("calm.hour", network.name()));
    }
    if (unsure) {
      body.add(words.say("unsure"));
    }
    String id = "scrappy-" + network.id() + "-" + newest + "-" + begin(story).toEpochMilli();
    return new Alert(
        id,
        title(story),
        body.toString(),
        brief.toString(),
        network.id(),
        Optional.of(StoryFacts.of(network.name(), story)));
  }

  private static Instant begin(Story story) {
    return story.spans().isEmpty()
        ? story.quiet().orElseThrow().last().at()
        : story.spans().get(0).first().at();
  }

  private String title(Story story) {
    if (!story.spans().isEmpty()) {
      return words.say("title.address");
    }
    return words.say(isSilent(story.quiet().orElseThrow()) ? "title.silent" : "title.back");
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
      Duration silence = Duration.between(since, last.at());
      return words.say("back", name, words.length(silence), last.current());
    }
    return newest
        ? words.say("silent", name, at(since, now), last.current())
        : words.say("silent.before", name, at(since, now));
  }

  private String headline(String name, Span span) {
    Event last = span.last();
    String key = last.family() == Family.IPV6_PREFIX ? "prefix" : "at";
    boolean first = span.first().previous() == null && span.count() == 1;
    return words.say(first ? key + ".first" : key, name, last.current());
  }

  private void describe(StringJoiner body, Span span, Instant now) {
    Event last = span.last();
    body.add(history(span, now));
    @Nullable PublicAddress other = span.inTurns();
    if (other != null) {
      body.add(words.say("turns", last.current(), other));
    }
    Scope scope = Scope.of(last.current());
    if (scope != Scope.PUBLIC) {
      body.add(words.say("scope", words.say("scope." + scope.name())));
    }
  }

  private String history(Span span, Instant now) {
    Event first = span.first();
    Event last = span.last();
    @Nullable PublicAddress before = first.previous();
    if (before == null) {
      return span.count() == 1
          ? words.say("since", at(last.at(), now))
          : words.count("changed.first", span.count() - 1, at(first.at(), now));
    }
    if (span.count() == 1) {
      return words.say("since.was", at(last.at(), now), was(first, before, now));
    }
    return before.equals(last.current())
        ? words.say("changed.back", span.count(), at(first.at(), now))
        : words.say("changed.was", span.count(), at(first.at(), now), was(first, before, now));
  }

  private String was(Event event, PublicAddress before, Instant now) {
    @Nullable Instant since = event.previousSince();
    return since == null ? before.toString() : words.say("held", before, at(since, now));
  }

  private String at(Instant written, Instant now) {
    return time.format(
        Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(written.toEpochMilli(), now.toEpochMilli())));
  }
}
