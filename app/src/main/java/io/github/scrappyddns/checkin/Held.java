package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.PublicAddress;

/**
 * The address that a network is known to have in one family.
 *
 * @param since epoch milliseconds of the event that brought it
 * @param lastSeen epoch milliseconds of the last check-in from there
 */
record Held(long networkId, PublicAddress address, long since, long lastSeen) {}
