package io.github.scrappyddns.channel;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's answer means for the alert and for the channel.
 *
 * @param outcome what to do next
 * @param reason the answer in plain words, without secrets
 * @param until when to come back; only with {@link Outcome#WAIT_UNTIL}
 */
public record DeliveryResult(Outcome outcome, String reason, @Nullable Instant until) {
  /** The classes of answers. */
  public enum Outcome {
    /** It arrived, or was accepted. */
    DELIVERED,
    /** Throttled or over quota: the channel rests, nothing counts as failed. */
    WAIT_UNTIL,
    /** It did not arrive; a retry may. */
    RETRY,
    /** It went out and nothing came back: it may have arrived. */
    UNSURE,
    /** This alert will never pass; others will. */
    BAD_MESSAGE,
    /** Credentials or target are wrong: nothing will pass until somebody acts. */
    BAD_CHANNEL
  }

  /**
   * Waits for what becomes of an attempt.
   *
   * @throws IllegalStateException where it failed by a defect
   * @throws InterruptedException where this thread was interrupted; the attempt is cancelled then
   */
  public static DeliveryResult await(CompletableFuture<DeliveryResult> attempt)
      throws InterruptedException {
    try {
      return attempt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      attempt.cancel(true);
    }
  }

  public static DeliveryResult delivered(String reason) {
    return new DeliveryResult(Outcome.DELIVERED, reason, null);
  }

  public static DeliveryResult waitUntil(Instant until, String reason) {
    return new DeliveryResult(Outcome.WAIT_UNTIL, reason, until);
  }

  public static DeliveryResult retry(String reason) {
    return new DeliveryResult(Outcome.RETRY, reason, null);
  }

  /** What it means that this machine has no room for an attempt; it may have some later. */
  public static DeliveryResult outOfMeans(OutOfMemoryError lack) {
    boolean thread = String.valueOf(lack.getMessage()).contains("thread");
    return retry(thread ? "this machine gives no more threads" : "this process has no memory left");
  }

  public static DeliveryResult unsure(String reason) {
    return new DeliveryResult(Outcome.UNSURE, reason, null);
  }

  public static DeliveryResult badMessage(String reason) {
    return new DeliveryResult(Outcome.BAD_MESSAGE, reason, null);
  }

  public static DeliveryResult badChannel(String reason) {
    return new DeliveryResult(Outcome.BAD_CHANNEL, reason, null);
  }
}
