package io.github.scrappyddns.channel;

import java.util.Optional;

/** A way to reach a person. Used by one thread at a time. */
public interface Channel {
  /**
   * The name under which debts are kept: the same after a restart, unique, and without a secret.
   */
  String name();

  /**
   * Tries once to deliver an alert, within 30 seconds in all.
   *
   * <p>Answers are values; an exception is a bug in the channel and treated as {@link
   * DeliveryResult.Outcome#RETRY}.
   *
   * @throws InterruptedException where the program ends meanwhile
   */
  DeliveryResult deliver(Alert alert) throws InterruptedException;

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
