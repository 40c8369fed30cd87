package io.github.scrappyddns.channel;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A way to reach a person. Used for one attempt at a time. */
public interface Channel {
  /**
   * The name under which debts are kept: the same after a restart, unique, and without a secret.
   */
  String name();

  /** The service's name, as figures name it; no secret, and one of few. */
  default String kind() {
    return "log";
  }

  /**
   * Begins the one attempt to deliver an alert, which is over within 30 seconds in all. The
   * caller's thread does not wait for the service, and may cancel the attempt.
   *
   * <p>Answers are values; an exception is a bug in the channel and treated as {@link
   * DeliveryResult.Outcome#RETRY}.
   */
  CompletableFuture<DeliveryResult> send(Alert alert);

  /**
   * As {@link #send}, and waits for the answer.
   *
   * @throws InterruptedException where the program ends meanwhile
   */
  default DeliveryResult deliver(Alert alert) throws InterruptedException {
    return DeliveryResult.await(send(alert));
  }

  /** Whether this channel wants alerts about the network of this name. */
  default boolean wants(String networkName) {
    return true;
  }

  /**
   * Asks the service whether it would take alerts from us, without notifying anybody; empty if the
   * service has no such question.
   *
   * <p>{@link DeliveryResult.Outcome#DELIVERED} means that it would.
   *
   * @throws InterruptedException where the program ends meanwhile
   */
  default Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.empty();
  }
}
