package io.github.scrappyddns.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * What became of the attempts to get a certificate since one was got, and when the next one may
 * begin. Kept over restarts, so that a service that is started again and again asks no authority
 * again and again. Immutable.
 *
 * @param begun when the last one began
 * @param unfinished how many were begun in a row and came to no end: the process died
 * @param failures how many failed in a row
 * @param notBefore when to try again at the earliest
 * @param asked when the authority wants to be asked again at the earliest
 * @param why the last one failed, in words that name no host; empty where none did
 */
record Attempts(
    Instant begun, int unfinished, int failures, Instant notBefore, Instant asked, String why) {
  /** None yet. */
  static final Attempts NONE = new Attempts(Instant.EPOCH, 0, 0, Instant.EPOCH, Instant.EPOCH, "");

  static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration FIRST = Duration.ofHours(1);

  /** Who was not even reached is not bothered by being tried a little sooner. */
  private static final Duration FIRST_OF_UNREACHABLE = Duration.ofMinutes(1);

  private static final Duration AFTER_DEATH = Duration.ofMinutes(1);

  /** Between two attempts that are begun by starting anew. */
  private static final Duration AFTER_START = Duration.ofMinutes(5);

  /** No authority asks for more, and a wrong clock shall not silence us for good. */
  private static final Duration LONGEST_ASKED = Duration.ofDays(8);

  private static final double SPREAD = 0.2;
  private static final int MOST_DOUBLINGS = 12;

  /** One more begins. Unless its end is told, the next one has to wait the longer. */
  Attempts begin(Instant now) {
    Duration wait = grown(AFTER_DEATH, 2 * unfinished, LONGEST);
    return new Attempts(now, unfinished + 1, failures, now.plus(wait), asked, why);
  }

  /**
   * It failed.
   *
   * @param chance from 0 to 1, so that not all who failed together try again together
   */
  Attempts failed(Instant now, Failure failure, DoubleSupplier chance) {
    Duration first = failure.kind() == Failure.Kind.UNREACHABLE ? FIRST_OF_UNREACHABLE : FIRST;
    Duration wait = grown(first, failures, LONGEST);
    long late = Math.round(wait.toMillis() * SPREAD * chance.getAsDouble());
    Instant wanted =
        failure
            .notBefore()
            .map(time -> earlier(time, now.plus(LONGEST_ASKED)))
            .orElse(Instant.EPOCH);
    Instant next = later(now.plus(wait).plusMillis(late), wanted);
    return new Attempts(begun, 0, failures + 1, next, wanted, failure.kind().words());
  }

  /** As a start, or its owner's wish, finds them: what was wrong may have been mended. */
  Attempts anew() {
    Instant soon = unfinished > 0 ? notBefore : later(asked, begun.plus(AFTER_START));
    return new Attempts(begun, unfinished, failures, earlier(notBefore, soon), asked, why);
  }

  /** Whether one may begin. A time that lies too far ahead was written by a wrong clock. */
  boolean mayBegin(Instant now) {
    return !now.isBefore(notBefore) || now.isBefore(notBefore.minus(LONGEST_ASKED));
  }

  private static Duration grown(Duration first, int doublings, Duration most) {
    Duration wait = first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    return wait.compareTo(most) < 0 ? wait : most;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** As a text that {@link #read} reads. */
  String text() {
    return "begun=%d\nunfinished=%d\nfailures=%d\nnot before=%d\nasked=%d\nwhy=%s\n"
        .formatted(
            begun.toEpochMilli(),
            unfinished,
            failures,
            notBefore.toEpochMilli(),
            asked.toEpochMilli(),
            why);
  }

  /** The attempts of a text; none where it says something else. */
  static Attempts read(String text) {
    Map<String, String> values = new TreeMap<>();
    text.lines()
        .filter(line -> line.contains("="))
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    try {
      return new Attempts(
          time(values, "begun"),
          (int) number(values, "unfinished"),
          (int) number(values, "failures"),
          time(values, "not before"),
          time(values, "asked"),
          Optional.ofNullable(values.get("why")).orElse(""));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  private static Instant time(Map<String, String> values, String name) {
    return Instant.ofEpochMilli(number(values, name));
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(values.getOrDefault(name, "0"));
  }
}
