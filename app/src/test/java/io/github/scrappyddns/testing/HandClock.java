package io.github.scrappyddns.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves by hand, from noon on. */
public final class HandClock implements InstantSource {
  /** Where it stands at first. */
  public static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private volatile Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }
}
