package io.github.scrappyddns.access.key;

import java.time.Instant;
import java.util.Optional;

/**
 * A key by which a program may ask and order; the key itself is not known.
 *
 * @param start its first characters, so that its owner recognises it
 * @param endsAt empty where it has no end
 * @param lastUsed to the minute; empty where it never was
 */
public record ApiKey(
    long id,
    String start,
    String name,
    Scope scope,
    Instant createdAt,
    Optional<Instant> endsAt,
    Optional<Instant> lastUsed) {
  /** What it opens. Its name is stored: none is ever changed. */
  public enum Scope {
    /** Everything can be seen but secrets, and nothing be changed. */
    READ,
    /** All that an owner can do, but for the password and the programs of this machine. */
    WRITE
  }

  /** In characters. */
  public static final int LONGEST_NAME = 60;

  /** Whether a text can be a name. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_NAME
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
