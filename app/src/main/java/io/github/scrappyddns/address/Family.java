package io.github.scrappyddns.address;

/** An address family; a network holds at most one address of each, and maybe a delegated prefix. */
public enum Family {
  IPV4(4, 32),
  IPV6(6, 128),
  /** What a provider delegates to a router (RFC 8415): the first 64 bits, or fewer of them. */
  IPV6_PREFIX(60, 64);

  private final int number;
  private final int bits;

  Family(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  /** The family of a {@link #number}. */
  public static Family ofNumber(int number) {
    return switch (number) {
      case 4 -> IPV4;
      case 6 -> IPV6;
      case 60 -> IPV6_PREFIX;
      default -> throw new IllegalArgumentException("No such address family: " + number);
    };
  }

  /** How the database writes it: 4, 6, or 60 for a prefix. */
  public int number() {
    return number;
  }

  /** The length of an address in bits; for a prefix, the greatest length. */
  public int bits() {
    return bits;
  }

  /** The name people know, such as {@code IPv4}. */
  @Override
  public String toString() {
    return this == IPV6_PREFIX ? "IPv6 prefix" : "IPv" + number;
  }
}
