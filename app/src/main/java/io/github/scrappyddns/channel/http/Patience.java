package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer against a channel is taken for a temporary fault: a proxy whose service
 * restarts answers 404.
 */
public final class Patience {
  private final Duration length;
  private @Nullable Instant since;

  public Patience(Duration length) {
    this.length = length;
  }

  /**
   * The answer's verdict, also under a clock that was set back: retry at first, a bad channel when
   * it has lasted.
   */
  public DeliveryResult tried(HttpAnswer answer) {
    Instant first = since;
    if (first == null || answer.at().isBefore(first)) {
      since = answer.at();
      return DeliveryResult.retry(answer.describe());
    }
    return Duration.between(first, answer.at()).compareTo(length) < 0
        ? DeliveryResult.retry(answer.describe())
        : DeliveryResult.badChannel(answer.describe());
  }

  /** Notes an answer that shows that the channel works. */
  public DeliveryResult restored(DeliveryResult result) {
    since = null;
    return result;
  }
}
