package io.github.scrappyddns.channel.kind;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One receiver at one service: how to send it an alert, and what its answers mean. */
public interface PushService {
  /**
   * Begins the one attempt to deliver an alert, without waiting for the service. Used for one
   * attempt at a time.
   */
  CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority);

  /** Asks the service whether it knows us, without anybody noticing; empty if it cannot say. */
  default Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.empty();
  }
}
