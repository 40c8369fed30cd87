package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.PublicAddress;

/**
 * An address that a network was found at.
 *
 * @param declared whether the caller named it; else it is where the call came from, and of an IPv6
 *     address only the network's prefix counts, since privacy extensions (RFC 8981) rotate the rest
 */
public record Sighting(PublicAddress address, boolean declared) {}
