package io.github.scrappyddns.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * One check-in as its caller saw it.
 *
 * @param change whether the caller's last stored address was another one
 * @param answered when the answer came, or when the caller gave up
 * @param tried how many instances may have got it, at most
 */
record Call(
    String network,
    String address,
    boolean change,
    Instant sent,
    Instant answered,
    Outcome outcome,
    int tried) {
  /** What became of a call. */
  enum Outcome {
    /** 200: it is stored, and somebody will tell. */
    STORED,
    /** 503 {@code 911}: try again. */
    REFUSED,
    /** Neither: no answer in time, or nginx' own. */
    SILENT
  }

  boolean stored() {
    return outcome == Outcome.STORED;
  }

  /** How many instances may store it without the caller's knowledge, now or at any later time. */
  int loose() {
    return stored() ? tried - 1 : tried;
  }

  Duration took() {
    return Duration.between(sent, answered);
  }
}
