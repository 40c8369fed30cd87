package io.github.scrappyddns.address;

import java.util.List;

/**
 * What kind of address it is: the IANA special-purpose registries (RFC 6890), cut down to what a
 * person with an odd alert needs to know.
 */
public enum Scope {
  /** Reachable from the Internet, as far as the address alone can tell. */
  PUBLIC(true, ""),
  /** RFC 1918 and RFC 4193: a home or office network. */
  PRIVATE(true, "a private address"),
  /** RFC 6598, 100.64.0.0/10: shared by many customers of a provider. */
  SHARED(true, "a shared address of the provider (carrier-grade NAT)"),
  /** The machine itself. */
  LOOPBACK(true, "a loopback address"),
  /** RFC 3927 and RFC 4291: a device gives it to itself. */
  LINK_LOCAL(true, "a link-local address"),
  /** {@code 0.0.0.0} and {@code ::}, which clients send when they found no address. */
  UNSPECIFIED(false, "the unspecified address"),
  /** RFC 5771 and RFC 4291: a group, not a host. */
  MULTICAST(false, "a multicast address"),
  /** RFC 919. */
  BROADCAST(false, "the broadcast address"),
  /** Set aside by RFC 1112 and RFC 4291: no host has it. */
  RESERVED(false, "a reserved address");

  private record Block(Cidr cidr, Scope scope) {}

  /** The first block that holds an address decides. */
  private static final List<Block> PLAN =
      List.of(
          block("0.0.0.0/32", UNSPECIFIED),
          block("0.0.0.0/8", RESERVED),
          block("10.0.0.0/8", PRIVATE),
          block("172.16.0.0/12", PRIVATE),
          block("192.168.0.0/16", PRIVATE),
          block("100.64.0.0/10", SHARED),
          block("127.0.0.0/8", LOOPBACK),
          block("169.254.0.0/16", LINK_LOCAL),
          block("224.0.0.0/4", MULTICAST),
          block("255.255.255.255/32", BROADCAST),
          block("240.0.0.0/4", RESERVED),
          block("::/128", UNSPECIFIED),
          block("::1/128", LOOPBACK),
          block("::/8", RESERVED),
          block("fc00::/7", PRIVATE),
          block("fe80::/10", LINK_LOCAL),
          block("ff00::/8", MULTICAST));

  private final boolean accepted;
  private final String description;

  Scope(boolean accepted, String description) {
    this.accepted = accepted;
    this.description = description;
  }

  /** Whether a network can be known by an address of this scope. */
  public boolean accepted() {
    return accepted;
  }

  /** A description for a sentence, with its article; empty for {@link #PUBLIC}. */
  public String description() {
    return description;
  }

  /** The scope of an address, or of the first address of a prefix. */
  public static Scope of(PublicAddress addressOrPrefix) {
    PublicAddress address =
        addressOrPrefix.family() == Family.IPV6_PREFIX
            ? new PublicAddress(Family.IPV6, addressOrPrefix.high(), 0)
            : addressOrPrefix;
    for (Block block : PLAN) {
      if (block.cidr.contains(address)) {
        return block.scope;
      }
    }
    return PUBLIC;
  }

  private static Block block(String cidr, Scope scope) {
    return new Block(Cidr.parse(cidr).orElseThrow(), scope);
  }
}
