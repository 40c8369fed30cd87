package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.PublicAddress;
import java.util.Optional;

/**
 * Where a call came from, as far as that can be trusted.
 *
 * @param address empty if nothing can be trusted
 * @param misconfiguration why not, as a sentence for the operator; empty with an address
 */
public record Caller(Optional<PublicAddress> address, String misconfiguration) {
  public static Caller at(PublicAddress address) {
    return new Caller(Optional.of(address), "");
  }

  static Caller unknown(String misconfiguration) {
    return new Caller(Optional.empty(), misconfiguration);
  }
}
