package io.github.scrappyddns.access;

import java.time.Instant;
import java.util.Arrays;

/**
 * What a person did.
 *
 * @param deed the name of a {@link Deed}, which a newer release may know alone
 * @param about what it was done to; may be empty
 */
public record AuditEntry(
    long id, Instant at, String who, String address, String deed, String about) {
  /** Whether this release has words for it. */
  public boolean isKnown() {
    return Arrays.stream(Deed.values()).anyMatch(one -> one.name().equals(deed));
  }

  /** What a person can do. Its name is stored: none is ever changed. */
  public enum Deed {
    SIGNED_IN,
    SIGNED_OUT,
    SET_PASSWORD,
    ENDED_SESSION,
    ENDED_OTHER_SESSIONS,
    ASKED_FOR_CODES,
    ASKED_FOR_NO_CODES,
    SENT_TEST,
    TRIED_CHANNEL,
    TOOK_BACKUP,
    EXPORTED,
    IMPORTED,
    ADDED_CHANNEL,
    CHANGED_CHANNEL,
    PAUSED_CHANNEL,
    RESUMED_CHANNEL,
    REMOVED_CHANNEL,
    ADDED_NETWORK,
    RENAMED_NETWORK,
    PAUSED_NETWORK,
    RESUMED_NETWORK,
    SET_SILENCE,
    SET_MAINTENANCE,
    ENDED_MAINTENANCE,
    REMOVED_NETWORK,
    MADE_TOKEN,
    REPLACED_TOKEN,
    REMOVED_TOKEN,
    MADE_BADGE,
    REPLACED_BADGE,
    REMOVED_BADGE,
    MADE_KEY,
    REMOVED_KEY
  }
}
