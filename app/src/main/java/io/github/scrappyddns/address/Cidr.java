package io.github.scrappyddns.address;

import java.util.Optional;

/** A block of addresses: those whose first {@code length} bits equal the network's. Immutable. */
public record Cidr(PublicAddress network, int length) {

  /**
   * The block that {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a lone address spells, or nothing
   * if the text is invalid. Bits after the prefix are ignored, as in {@code 10.1.2.3/8}. A block of
   * IPv4-mapped IPv6, {@code ::ffff:10.0.0.0/104}, is the IPv4 block.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    String base = slash < 0 ? text : text.substring(0, slash);
    Optional<PublicAddress> network = PublicAddress.parse(base);
    if (network.isEmpty()) {
      return Optional.empty();
    }
    int bits = network.get().family().bits();
    if (slash < 0) {
      return Optional.of(new Cidr(network.get(), bits));
    }
    String digits = text.substring(slash + 1).strip();
    if (!digits.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    boolean mapped = bits == 32 && base.indexOf(':') >= 0;
    int length = Integer.parseInt(digits) - (mapped ? 96 : 0);
    return length < 0 || length > bits
        ? Optional.empty()
        : Optional.of(new Cidr(network.get(), length));
  }

  /** Whether the address lies in this block. */
  public boolean contains(PublicAddress address) {
    return address.samePrefix(network, length);
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
