package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.PublicAddress;
import java.util.Optional;

/**
 * Where a call came from, as far as it can be believed.
 *
 * @param address empty where nothing can be believed
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
