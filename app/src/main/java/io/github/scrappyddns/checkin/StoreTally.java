package io.github.scrappyddns.checkin;

import java.util.concurrent.atomic.LongAdder;

/** How often changes were stored since the start, and how long that took. For any thread. */
public final class StoreTally {
  private final LongAdder transactions = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  StoreTally() {}

  void count(long took) {
    transactions.increment();
    nanos.add(took);
  }

  /** How many transactions there were, each for all that waited. */
  public long transactions() {
    return transactions.sum();
  }

  /** How long all of them took, in seconds. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }
}
