package io.github.scrappyddns.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keeps lines that repeat from filling the log. Lines are alike where logger, level and
 * pattern are the same, and the first argument where that is a text: the name of a network or of a
 * channel. Of lines that are alike 20 are written in a minute, and 200 of one pattern whatever its
 * first argument. The others are counted, and one line says how many, and which was the last, once
 * the minute is over.
 *
 * <p>So one kind of line never hides another. Thread-safe.
 */
final class Repetitions {
  /** What was held back of lines that are alike. */
  record Sum(Level level, String logger, String text) {}

  private static final int OF_ONE_SUBJECT = 20;
  private static final int OF_ONE_PATTERN = 200;

  /** Different ones in a minute; the rest are alike if only logger and level are the same. */
  private static final int MOST_KINDS = 1_000;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final InstantSource clock;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private long minute;

  Repetitions(InstantSource clock) {
    this.clock = clock;
    this.minute = clock.millis();
  }

  /** Whether a line is to be written; else it is counted. */
  synchronized boolean admit(ILoggingEvent event) {
    String logger = event.getLevel() + " " + event.getLoggerName() + "\n";
    String pattern = logger + event.getMessage();
    Kind one = kind(pattern + "\n" + subject(event), logger);
    Kind all = kind(pattern + "\n*", logger);
    if (one.lines >= OF_ONE_SUBJECT) {
      one.hold(event);
      return false;
    }
    if (all.lines >= OF_ONE_PATTERN) {
      all.hold(event);
      return false;
    }
    one.lines++;
    if (all != one) {
      all.lines++;
    }
    return true;
  }

  private static String subject(ILoggingEvent event) {
    Object @Nullable [] arguments = event.getArgumentArray();
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String text
        ? text
        : "";
  }

  private Kind kind(String name, String logger) {
    Kind known = kinds.get(name);
    if (known == null) {
      known =
          kinds.computeIfAbsent(kinds.size() < MOST_KINDS ? name : logger, missing -> new Kind());
    }
    return known;
  }

  /** What was held back in a minute that is over; empty while it lasts. */
  synchronized List<Sum> due() {
    long since = clock.millis() - minute;
    return since >= 0 && since < MINUTE ? List.of() : rest();
  }

  /** What was held back and not told yet. */
  synchronized List<Sum> rest() {
    List<Sum> sums = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      if (kind.last != null) {
        sums.add(
            new Sum(
                kind.last.getLevel(),
                kind.last.getLoggerName(),
                "… %,d more lines like this in the last minute: %s"
                    .formatted(kind.held, kind.last.getFormattedMessage())));
      }
    }
    kinds.clear();
    minute = clock.millis();
    return sums;
  }

  /** Lines of one kind in this minute. */
  private static final class Kind {
    private int lines;
    private long held;
    private @Nullable ILoggingEvent last;

    void hold(ILoggingEvent event) {
      held++;
      last = event;
    }
  }
}
