package io.github.scrappyddns.address;

/** An address family; a network holds one address of each. */
public enum Family {
  IPV4(4, 32),
  IPV6(6, 128);

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
      default -> throw new IllegalArgumentException("No such address family: " + number);
    };
  }

  /** The version of the protocol, 4 or 6: how the database writes it. */
  public int number() {
    return number;
  }

  /** The length of an address in bits. */
  public int bits() {
    return bits;
  }

  /** The name people know, {@code IPv4} or {@code IPv6}. */
  @Override
  public String toString() {
    return "IPv" + number;
  }
}
