package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.steering.Refusal;
import java.util.Optional;

/**
 * What came of an order about a channel.
 *
 * @param name of the channel; empty where it has none yet
 * @param refusal why it was not done; empty where it was
 * @param detail more about that, without secrets; may be empty
 */
public record ChannelOutcome(String name, Optional<Refusal> refusal, String detail) {
  /** Why an order is not obeyed. */
  public enum Refusal {
    /** The URL cannot be understood; the detail says why. */
    BAD_URL,
    /** A secret would go to another server than before; the detail is the key of its field. */
    SECRET_NEEDED,
    /** Another channel has the name. */
    NAME_TAKEN,
    /** Nothing can be locked up, or read again; the detail says why. */
    UNFIT_KEY,
    /** Somebody else has removed it. */
    GONE
  }

  static ChannelOutcome done(String name) {
    return new ChannelOutcome(name, Optional.empty(), "");
  }

  public static ChannelOutcome refused(Refusal refusal, String detail) {
    return new ChannelOutcome("", Optional.of(refusal), detail);
  }

  public boolean isDone() {
    return refusal.isEmpty();
  }
}
