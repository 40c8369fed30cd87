package io.github.scrappyddns.silence;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.util.Optional;

/** When networks were heard, as those know who answer them. */
public interface Hearing {
  /** A call, and the address that it came from or declared. */
  record Heard(PublicAddress address, long at) {}

  /** When each of these networks last called, in epoch milliseconds; 0 for one that never did. */
  long[] last(long[] networkIds);

  /** What the tables say of the last call of a network; empty before its first one. */
  Optional<Heard> last(Transaction transaction, long networkId);

  /** How long a call may take until {@link #last} tells it, in milliseconds. */
  long lag();

  /**
   * Asks for more of it.
   *
   * @param silentAfter the shortest time, in milliseconds, that anybody is watched for
   */
  void attend(long silentAfter);
}
