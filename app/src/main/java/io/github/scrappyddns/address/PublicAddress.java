package io.github.scrappyddns.address;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Longs;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as Scrappy DDNS knows a network by: its family and its bits, nothing else.
 *
 * <p>The bits are held in two numbers so that equality is a comparison of bytes, whatever the
 * spelling was. An IPv4 address stands in the low 32 bits of {@code low}; {@code high} is 0. A
 * prefix stands in {@code high}, and {@code low} is its length. Immutable.
 */
public record PublicAddress(Family family, long high, long low) {
  private static final int LONGEST_LITERAL = 64;
  private static final long IPV4_MAPPED = 0xffffL;

  /**
   * The address that a literal spells, or nothing if the text is not one.
   *
   * <p>Surrounding white space, brackets around IPv6 and a zone id ({@code %eth0}) are tolerated
   * and dropped; IPv4-mapped IPv6 is IPv4. Host names and octal, hexadecimal or short IPv4 forms
   * are not addresses. Never asks DNS.
   */
  public static Optional<PublicAddress> parse(String text) {
    if (text.length() > LONGEST_LITERAL) {
      return Optional.empty();
    }
    String literal = text.strip();
    boolean ipv6 = literal.indexOf(':') >= 0;
    if (ipv6 && literal.startsWith("[") && literal.endsWith("]")) {
      literal = literal.substring(1, literal.length() - 1);
    }
    int zone = literal.indexOf('%');
    if (ipv6 && zone >= 0) {
      literal = literal.substring(0, zone);
    }
    // Guava accepts the digits of every script.
    if (!CharMatcher.ascii().matchesAllOf(literal) || !InetAddresses.isInetAddress(literal)) {
      return Optional.empty();
    }
    return Optional.of(of(InetAddresses.forString(literal)));
  }

  /**
   * The address or delegated prefix that a text spells: as {@link #parse}, and {@code
   * 2001:db8:1::/56} is a prefix. If bits are set after the length, or the length is more than 64,
   * or the address is IPv4, the length describes the caller's own network and is dropped.
   */
  public static Optional<PublicAddress> parseWithLength(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return parse(text);
    }
    String digits = text.substring(slash + 1).strip();
    Optional<PublicAddress> address = parse(text.substring(0, slash));
    if (address.isEmpty() || !digits.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    boolean mapped = address.get().family == Family.IPV4 && text.indexOf(':') >= 0;
    int length = Integer.parseInt(digits) - (mapped ? 96 : 0);
    if (length < 0 || length > address.get().family.bits()) {
      return Optional.empty();
    }
    if (address.get().family != Family.IPV6 || length == 0 || length > 64) {
      return address;
    }
    PublicAddress prefix = address.get().prefix(length);
    boolean bare = prefix.high == address.get().high && address.get().low == 0;
    return bare ? Optional.of(prefix) : address;
  }

  /**
   * The address that a {@link #toString} wrote down together with its family.
   *
   * @throws IllegalArgumentException if the text is not an address of that family
   */
  public static PublicAddress written(Family family, String text) {
    int slash = family == Family.IPV6_PREFIX ? text.indexOf('/') : text.length();
    Optional<PublicAddress> bare = slash < 0 ? Optional.empty() : parse(text.substring(0, slash));
    if (bare.isEmpty() || (bare.get().family == Family.IPV4) != (family == Family.IPV4)) {
      throw new IllegalArgumentException("'" + text + "' is written down as " + family);
    }
    return family == Family.IPV6_PREFIX
        ? new PublicAddress(family, bare.get().high, Integer.parseInt(text.substring(slash + 1)))
        : bare.get();
  }

  /** The prefix of this length, 1 to 64, that an IPv6 address lies in. */
  public PublicAddress prefix(int length) {
    if (length < 1 || length > 64) {
      throw new IllegalArgumentException("No prefix has " + length + " bits");
    }
    return new PublicAddress(Family.IPV6_PREFIX, high & (-1L << (64 - length)), length);
  }

  /** The same address; the zone id, if any, is dropped and IPv4-mapped IPv6 becomes IPv4. */
  public static PublicAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return ipv4(
          ((bytes[0] & 0xffL) << 24)
              | ((bytes[1] & 0xffL) << 16)
              | ((bytes[2] & 0xffL) << 8)
              | (bytes[3] & 0xffL));
    }
    long high = Longs.fromByteArray(bytes);
    long low = Longs.fromByteArray(Arrays.copyOfRange(bytes, 8, 16));
    if (high == 0 && (low >>> 32) == IPV4_MAPPED) {
      return ipv4(low & 0xffffffffL);
    }
    return new PublicAddress(Family.IPV6, high, low);
  }

  private static PublicAddress ipv4(long bits) {
    return new PublicAddress(Family.IPV4, 0, bits);
  }

  /** Whether the first {@code length} bits of two addresses are equal; false across families. */
  public boolean samePrefix(PublicAddress other, int length) {
    if (family != other.family) {
      return false;
    }
    if (family == Family.IPV4) {
      return length <= 0 || (low ^ other.low) >>> (32 - Math.min(length, 32)) == 0;
    }
    if (length <= 64) {
      return length <= 0 || (high ^ other.high) >>> (64 - length) == 0;
    }
    return high == other.high && (low ^ other.low) >>> (128 - Math.min(length, 128)) == 0;
  }

  /**
   * One number for all addresses that one subscriber commonly has: an IPv4 address's own, the /64
   * of an IPv6 address (RFC 6177).
   */
  public long subscriber() {
    return family == Family.IPV4 ? low : high;
  }

  // Written by hand: what the JDK generates for a record at the first comparison stays in memory
  // for good.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PublicAddress other
        && family == other.family
        && high == other.high
        && low == other.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(31 * high + low) + family.hashCode();
  }

  /** The canonical text of RFC 5952; {@link #written} reads it back. */
  @Override
  public String toString() {
    if (family == Family.IPV4) {
      return (low >>> 24 & 0xff)
          + "."
          + (low >>> 16 & 0xff)
          + "."
          + (low >>> 8 & 0xff)
          + "."
          + (low & 0xff);
    }
    return family == Family.IPV6_PREFIX
        ? new PublicAddress(Family.IPV6, high, 0).canonicalIpv6() + "/" + low
        : canonicalIpv6();
  }

  private int group(int index) {
    return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3)) & 0xffff);
  }

  /**
   * RFC 5952, 4.2: the longest run of two or more zero groups becomes "::"; of equally long runs,
   * the first.
   */
  private String canonicalIpv6() {
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }
}
