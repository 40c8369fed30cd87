package io.github.scrappyddns.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A channel that remembers its last answer, and lets one attempt follow the other, so that a person
 * may try it while alerts are under way. Safe for use by several threads.
 */
public final class ObservedChannel implements Channel {
  /**
   * What it answered last.
   *
   * @param at when the answer came
   * @param took how long that had taken
   */
  public record Answer(DeliveryResult result, Instant at, Duration took) {}

  private final Channel channel;
  private final InstantSource clock;
  private @Nullable CompletableFuture<DeliveryResult> underWay;
  private volatile @Nullable Answer last;

  public ObservedChannel(Channel channel, InstantSource clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** The last answer since the start of this process. */
  public Optional<Answer> lastAnswer() {
    return Optional.ofNullable(last);
  }

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public String kind() {
    return channel.kind();
  }

  @Override
  public boolean wants(String networkName) {
    return channel.wants(networkName);
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return channel.verify();
  }

  @Override
  public synchronized CompletableFuture<DeliveryResult> send(Alert alert) {
    CompletableFuture<DeliveryResult> before = underWay;
    // What is not behind another one can be cancelled: it is the channel's own.
    CompletableFuture<DeliveryResult> attempt =
        before == null || before.isDone()
            ? begin(alert)
            : before.handle((result, failure) -> null).thenCompose(over -> begin(alert));
    underWay = attempt;
    return attempt;
  }

  private CompletableFuture<DeliveryResult> begin(Alert alert) {
    long began = clock.millis();
    CompletableFuture<DeliveryResult> attempt = channel.send(alert);
    var unused =
        attempt.whenComplete(
            (result, failure) -> {
              if (result != null) {
                Instant now = clock.instant();
                Duration took = Duration.ofMillis(Math.max(0, now.toEpochMilli() - began));
                last = new Answer(result, now, took);
              }
            });
    return attempt;
  }
}
