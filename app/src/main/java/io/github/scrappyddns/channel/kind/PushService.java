package io.github.scrappyddns.channel.kind;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import java.util.Optional;

/** One receiver at one service: how to send it an alert, and what its answers mean. */
public interface PushService {
  /** Tries once to deliver an alert. Used by one thread at a time. */
  DeliveryResult deliver(Alert alert, Priority priority) throws InterruptedException;

  /** Asks the service whether it knows us, without anybody noticing; empty if it cannot say. */
  default Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.empty();
  }
}
