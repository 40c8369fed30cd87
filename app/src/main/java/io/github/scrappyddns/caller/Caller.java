package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.PublicAddress;
import java.util.Optional;

/**
 * Where a call came from, as far as that can be trusted.
 *
 * @param address empty if nothing can be trusted
 * @param misconfiguration why not, as a sentence for the operator; empty with an address
 * @param shown what came instead, for the same reader; may be empty
 */
public record Caller(Optional<PublicAddress> address, String misconfiguration, String shown) {
  public static Caller at(PublicAddress address) {
    return new Caller(Optional.of(address), "", "");
  }

  static Caller unknown(String misconfiguration) {
    return unknown(misconfiguration, "");
  }

  static Caller unknown(String misconfiguration, String shown) {
    return new Caller(Optional.empty(), misconfiguration, shown);
  }
}
