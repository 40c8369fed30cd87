package io.github.scrappyddns.checkin;

/** What a check-in turned out to be. */
public enum CheckInResult {
  /** Every address is the one already held. */
  UNCHANGED,
  /** At least one address differs from the one held; it is stored, and alerts are owed. */
  CHANGED,
  /** At least one address is the first of its family; it is stored, and alerts are owed. */
  FIRST_SEEN
}
