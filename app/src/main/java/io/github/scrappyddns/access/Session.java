package io.github.scrappyddns.access;

import java.time.Instant;

/**
 * A browser that is signed in.
 *
 * @param browser in words, as far as it told
 * @param address from where it signed in
 */
public record Session(
    long id, Instant createdAt, Instant lastUsed, String browser, String address) {}
