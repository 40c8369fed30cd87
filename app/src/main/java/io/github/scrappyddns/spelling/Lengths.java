package io.github.scrappyddns.spelling;

import java.time.Duration;

/** Lengths of time in English words. */
public final class Lengths {
  private Lengths() {}

  /** In its one or two greatest units: {@code 3 h 12 min}, {@code 12 days}; never below zero. */
  public static String inWords(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 48) {
      return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return hours / 24 + " days";
  }
}
