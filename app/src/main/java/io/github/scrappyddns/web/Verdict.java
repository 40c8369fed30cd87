package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a check-in, in no dialect's words.
 *
 * @param addresses that the network was found at
 * @param reason why it was refused; else empty
 */
record Verdict(Kind kind, List<PublicAddress> addresses, String reason) {
  /** What there is to be said. */
  enum Kind {
    /** Stored, and alerts are owed. */
    NEWS,
    /** What was known already. */
    NO_NEWS,
    /** The caller declared something that is no address of a network. */
    BAD_ADDRESS,
    /** The service is set up wrongly, or cannot store: the caller is to try again. */
    OUR_FAULT
  }

  /** The addresses as one word, as dyndns2 has it; a prefix only where there is nothing else. */
  String spelled() {
    List<PublicAddress> plain =
        addresses.stream().filter(address -> address.family() != Family.IPV6_PREFIX).toList();
    return (plain.isEmpty() ? addresses : plain)
        .stream().map(PublicAddress::toString).collect(Collectors.joining(","));
  }
}
