package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign of life that somebody elsewhere listens for: one a minute while all is well, and none
 * while it is not. Looked at by one thread at a time; its warning may be asked by any.
 */
public final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final long PERIOD_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long SAID_FOR_MILLIS = Duration.ofHours(1).toMillis();

  private final String host;
  private final Supplier<CompletableFuture<DeliveryResult>> signal;
  private final Supplier<Optional<String>> trouble;
  private final InstantSource clock;

  private long lastRound;
  private boolean begun;
  private @Nullable CompletableFuture<DeliveryResult> underWay;
  private String paused = "";
  private long saidAt;
  private volatile String unheard = "";

  /**
   * A heart that does not beat before it is looked at.
   *
   * @param host who listens
   * @param signal gives one sign; done when it was heard, or was not
   * @param trouble why this service is not well; empty where it is
   */
  public Heartbeat(
      String host,
      Supplier<CompletableFuture<DeliveryResult>> signal,
      Supplier<Optional<String>> trouble,
      InstantSource clock) {
    this.host = host;
    this.signal = signal;
    this.trouble = trouble;
    this.clock = clock;
  }

  /** Gives a sign if one is due, and reads what became of the last one. */
  public void look() {
    CompletableFuture<DeliveryResult> before = underWay;
    if (before != null) {
      if (!before.isDone()) {
        return;
      }
      underWay = null;
      note(before);
    }
    long now = clock.millis();
    // A clock that was set back ends a minute, too.
    if (begun && now - lastRound < PERIOD_MILLIS && now >= lastRound) {
      return;
    }
    begun = true;
    lastRound = now;
    Optional<String> why = trouble.get();
    if (why.isEmpty()) {
      underWay = signal.get();
    }
    notePause(why.orElse(""));
  }

  private void notePause(String why) {
    if (!why.isEmpty() && paused.isEmpty()) {
      LOG.warn("{} is given no sign of life, so that it alarms: {}", host, why);
    }
    if (why.isEmpty() && !paused.isEmpty()) {
      LOG.info("{} is given signs of life again", host);
    }
    paused = why;
  }

  private void note(CompletableFuture<DeliveryResult> round) {
    String why =
        round
            .handle(
                (result, failure) ->
                    failure != null
                        ? "a defect: " + failure
                        : result.outcome() == Outcome.DELIVERED ? "" : result.reason())
            .join();
    long now = clock.millis();
    if (!why.isEmpty() && (unheard.isEmpty() || now - saidAt >= SAID_FOR_MILLIS || now < saidAt)) {
      LOG.warn(
          "{} did not hear the sign of life, and will alarm. Compare HEARTBEAT_URL with what it"
              + " shows: {}",
          host,
          why);
      saidAt = now;
    }
    if (why.isEmpty() && !unheard.isEmpty()) {
      LOG.info("{} hears the signs of life again", host);
    }
    unheard = why;
  }

  /** What health says while nobody hears it. */
  public Optional<String> warning() {
    return Optional.of(unheard)
        .filter(why -> !why.isEmpty())
        .map(why -> "heartbeat: " + host + " does not hear it: " + why);
  }
}
