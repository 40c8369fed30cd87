package io.github.scrappyddns.view;

import java.time.Duration;
import java.time.Instant;

/** A time for which a network was silent; one that lasts ends now. */
public record Hush(Instant from, Instant to) {
  public Duration length() {
    return Duration.between(from, to);
  }
}
