package io.github.scrappyddns.channel;

import java.util.Optional;

/** One receiver at one service: how an alert is put to it, and what its answers mean. */
interface PushService {
  /** Tries once to deliver an alert. Used by one thread at a time. */
  DeliveryResult deliver(Alert alert, Priority priority) throws InterruptedException;

  /** Asks the service whether it knows us, without anybody noticing; empty where it cannot say. */
  default Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.empty();
  }
}
