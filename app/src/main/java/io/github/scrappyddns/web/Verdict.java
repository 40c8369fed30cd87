package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of a check-in, independent of the dialect.
 *
 * @param addresses that the network was found at
 * @param reason why it was refused; otherwise empty
 * @param status of the answer, in every dialect
 */
record Verdict(Kind kind, List<PublicAddress> addresses, String reason, int status) {
  /** What to tell the caller. */
  enum Kind {
    /** Stored, and alerts are owed. */
    NEWS,
    /** What was known already. */
    NO_NEWS,
    /** The caller declared something that cannot be a network's address, or be read. */
    BAD_ADDRESS,
    /** The service is set up wrongly, or cannot store: the caller should try again. */
    OUR_FAULT
  }

  /** The addresses as one word, as dyndns2 wants it; a prefix only if there is nothing else. */
  String spelled() {
    List<PublicAddress> plain =
        addresses.stream().filter(address -> address.family() != Family.IPV6_PREFIX).toList();
    return (plain.isEmpty() ? addresses : plain)
        .stream().map(PublicAddress::toString).collect(Collectors.joining(","));
  }
}
