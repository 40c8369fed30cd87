package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;

/** Where a network holds an address: one place for each family. */
public record Place(long networkId, Family family) {}
