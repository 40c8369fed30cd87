package io.github.scrappyddns.address;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What kind of address it is: IANA's IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890),
 * whole, in the words that a person with an odd alert needs. Multicast and the rest of {@code ::/8}
 * are of the registries of the two address spaces.
 *
 * <p>Public is also what those registries call globally reachable, what they say nothing of because
 * it is a transition (6to4, Teredo), and what is set aside for examples: of such an address there
 * is nothing to be warned in one.
 */
public enum Scope {
  /** Reachable from the Internet, as far as the address alone can tell. */
  PUBLIC(true, ""),
  /** RFC 1918 and RFC 4193: a home or office network. */
  PRIVATE(true, "a private address"),
  /** RFC 6598, 100.64.0.0/10: shared by many customers of a provider. */
  SHARED(true, "a shared address of the provider (carrier-grade NAT)"),
  /** RFC 7335, 192.0.0.0/29: a router's own, on a line that has no IPv4 but through a tunnel. */
  DS_LITE(true, "an address inside a tunnel of the provider (DS-Lite)"),
  /** The machine itself. */
  LOOPBACK(true, "a loopback address"),
  /** RFC 3927 and RFC 4291: a device gives it to itself. */
  LINK_LOCAL(true, "a link-local address"),
  /** RFC 2544 and RFC 5180: also what some tunnels and VPN programs take for their own. */
  BENCHMARKING(true, "an address for measuring networks, which some VPN programs use"),
  /** What else the registries call not globally reachable. */
  SPECIAL(true, "an address for a special purpose"),
  /** {@code 0.0.0.0} and {@code ::}, which clients send when they found no address. */
  UNSPECIFIED(false, "the unspecified address"),
  /** RFC 5771 and RFC 4291: a group, not a host. */
  MULTICAST(false, "a multicast address"),
  /** RFC 919. */
  BROADCAST(false, "the broadcast address"),
  /** Set aside by RFC 1112 and RFC 4291: no host has it. */
  RESERVED(false, "a reserved address");

  private record Block(Cidr cidr, Scope scope) {}

  /** The smallest blocks first: they are the exceptions from larger ones. */
  private static final Block[] IPV4 =
      table(
          block("0.0.0.0/8", RESERVED), // "This network", RFC 791
          block("0.0.0.0/32", UNSPECIFIED), // RFC 1122
          block("10.0.0.0/8", PRIVATE), // RFC 1918
          block("100.64.0.0/10", SHARED), // RFC 6598
          block("127.0.0.0/8", LOOPBACK), // RFC 1122
          block("169.254.0.0/16", LINK_LOCAL), // RFC 3927
          block("172.16.0.0/12", PRIVATE), // RFC 1918
          block("192.0.0.0/24", SPECIAL), // IETF protocol assignments, RFC 6890
          block("192.0.0.0/29", DS_LITE), // IPv4 service continuity, RFC 7335
          block("192.0.0.8/32", SPECIAL), // IPv4 dummy address, RFC 7600
          block("192.0.0.9/32", PUBLIC), // Port Control Protocol anycast, RFC 7723
          block("192.0.0.10/32", PUBLIC), // TURN anycast, RFC 8155
          block("192.0.0.170/31", SPECIAL), // NAT64/DNS64 discovery, RFC 7050
          block("192.0.2.0/24", PUBLIC), // TEST-NET-1, RFC 5737
          block("192.31.196.0/24", PUBLIC), // AS112-v4, RFC 7535
          block("192.52.193.0/24", PUBLIC), // AMT, RFC 7450
          block("192.88.99.0/24", PUBLIC), // 6to4 relay anycast, deprecated by RFC 7526
          block("192.88.99.2/32", SPECIAL), // 6a44 relay anycast, RFC 6751
          block("192.168.0.0/16", PRIVATE), // RFC 1918
          block("192.175.48.0/24", PUBLIC), // AS112 by direct delegation, RFC 7534
          block("198.18.0.0/15", BENCHMARKING), // RFC 2544
          block("198.51.100.0/24", PUBLIC), // TEST-NET-2, RFC 5737
          block("203.0.113.0/24", PUBLIC), // TEST-NET-3, RFC 5737
          block("224.0.0.0/4", MULTICAST), // RFC 5771
          block("240.0.0.0/4", RESERVED), // RFC 1112
          block("255.255.255.255/32", BROADCAST)); // RFC 8190, RFC 919

  private static final Block[] IPV6 =
      table(
          block("::/8", RESERVED), // RFC 4291
          block("::/128", UNSPECIFIED), // RFC 4291
          block("::1/128", LOOPBACK), // RFC 4291
          block("64:ff9b::/96", PUBLIC), // IPv4 through NAT64, RFC 6052
          block("64:ff9b:1::/48", SPECIAL), // the same, local, RFC 8215
          block("100::/64", SPECIAL), // discard-only, RFC 6666
          block("100:0:0:1::/64", SPECIAL), // dummy prefix, RFC 9780
          block("2001::/23", SPECIAL), // IETF protocol assignments, RFC 2928
          block("2001::/32", PUBLIC), // Teredo, RFC 4380
          block("2001:1::1/128", PUBLIC), // Port Control Protocol anycast, RFC 7723
          block("2001:1::2/128", PUBLIC), // TURN anycast, RFC 8155
          block("2001:1::3/128", PUBLIC), // DNS-SD registration anycast, RFC 9665
          block("2001:2::/48", BENCHMARKING), // RFC 5180
          block("2001:3::/32", PUBLIC), // AMT, RFC 7450
          block("2001:4:112::/48", PUBLIC), // AS112-v6, RFC 7535
          block("2001:10::/28", SPECIAL), // ORCHID, deprecated, RFC 4843
          block("2001:20::/28", PUBLIC), // ORCHIDv2, RFC 7343
          block("2001:30::/28", PUBLIC), // drone tags, RFC 9374
          block("2001:db8::/32", PUBLIC), // RFC 3849
          block("2002::/16", PUBLIC), // 6to4, RFC 3056
          block("2620:4f:8000::/48", PUBLIC), // AS112 by direct delegation, RFC 7534
          block("3fff::/20", PUBLIC), // RFC 9637
          block("5f00::/16", SPECIAL), // segment routing, RFC 9602
          block("fc00::/7", PRIVATE), // RFC 4193
          block("fe80::/10", LINK_LOCAL), // RFC 4291
          block("ff00::/8", MULTICAST)); // RFC 4291

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
    for (Block block : address.family() == Family.IPV4 ? IPV4 : IPV6) {
      if (block.cidr.contains(address)) {
        return block.scope;
      }
    }
    return PUBLIC;
  }

  private static Block[] table(Block... blocks) {
    return Stream.of(blocks)
        .sorted(Comparator.comparingInt((Block block) -> -block.cidr.length()))
        .toArray(Block[]::new);
  }

  private static Block block(String cidr, Scope scope) {
    return new Block(Cidr.parse(cidr).orElseThrow(), scope);
  }
}
