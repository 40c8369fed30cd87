package io.github.scrappyddns.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds for every address there is, tried on random ones. */
class PublicAddressPropertiesTest {
  /** Groups that are often zero, so that runs of zeros are met in every place. */
  @Provide
  Arbitrary<int[]> groups() {
    Arbitrary<Integer> group =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0)),
            Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
    return group.array(int[].class).ofSize(8);
  }

  private static PublicAddress address(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new PublicAddress(Family.IPV6, high, low);
  }

  private static boolean isMapped(PublicAddress address) {
    return address.high() == 0 && address.low() >>> 32 == 0xffff;
  }

  @Property
  boolean what_is_printed_is_parsed_back_ipv4(@ForAll int bits) {
    PublicAddress address = new PublicAddress(Family.IPV4, 0, bits & 0xffffffffL);
    return PublicAddress.parse(address.toString()).orElseThrow().equals(address);
  }

  @Property
  void what_is_printed_is_parsed_back_ipv6(@ForAll("groups") int[] groups) {
    PublicAddress address = address(groups);
    if (!isMapped(address)) {
      assertThat(PublicAddress.parse(address.toString())).contains(address);
    }
  }

  @Property
  void what_is_written_down_is_read_back_with_its_family(
      @ForAll("groups") int[] groups, @ForAll @IntRange(min = 1, max = 64) int length) {
    PublicAddress address = address(groups);
    PublicAddress prefix = address.prefix(length);
    assertThat(PublicAddress.written(Family.IPV6_PREFIX, prefix.toString())).isEqualTo(prefix);
    if (!isMapped(address)) {
      assertThat(PublicAddress.written(Family.IPV6, address.toString())).isEqualTo(address);
    }
  }

  /** The JDK's text never shortens; it is a second opinion on the bits. */
  @Property
  void the_jdk_reads_what_is_printed_as_the_same_address(@ForAll("groups") int[] groups)
      throws UnknownHostException {
    PublicAddress address = address(groups);
    if (!isMapped(address)) {
      InetAddress read = InetAddress.getByName(address.toString());
      assertThat(read).isInstanceOf(Inet6Address.class);
      assertThat(read.getHostAddress()).isEqualTo(expanded(groups, "%x"));
    }
  }

  @Property
  void every_spelling_of_an_address_parses_equal(
      @ForAll("groups") int[] groups, @ForAll("spellings") Spelling spelling) {
    assertThat(PublicAddress.parse(spelling.of(groups)))
        .as(spelling.of(groups))
        .contains(PublicAddress.parse(expanded(groups, "%x")).orElseThrow());
  }

  @Property
  void no_text_makes_it_throw(@ForAll String text) {
    PublicAddress.parse(text)
        .ifPresent(address -> assertThat(PublicAddress.parse(address.toString())).isPresent());
  }

  @Property
  void a_prefix_is_shared_exactly_up_to_the_first_bit_that_differs(
      @ForAll("groups") int[] groups, @ForAll @IntRange(min = 0, max = 127) int bit) {
    PublicAddress address = address(groups);
    PublicAddress other =
        bit < 64
            ? new PublicAddress(Family.IPV6, address.high() ^ (1L << (63 - bit)), address.low())
            : new PublicAddress(Family.IPV6, address.high(), address.low() ^ (1L << (127 - bit)));
    for (int length = 0; length <= 128; length++) {
      assertThat(address.samePrefix(other, length)).as("/%d", length).isEqualTo(length <= bit);
    }
  }

  private static String expanded(int[] groups, String format) {
    StringJoiner text = new StringJoiner(":");
    for (int group : groups) {
      text.add(String.format(Locale.ROOT, format, group));
    }
    return text.toString();
  }

  /**
   * One way to write an address.
   *
   * @param format of a group
   * @param shortened where "::" may begin to stand for zero groups; 8 for nowhere
   * @param dotted whether the last 32 bits are written as IPv4 is
   */
  record Spelling(String format, int shortened, boolean dotted) {
    String of(int[] groups) {
      String text = expanded(groups, format);
      if (dotted) {
        String[] parts = text.split(":", -1);
        text = String.join(":", Arrays.copyOf(parts, 6));
        text += ":" + (groups[6] >> 8) + "." + (groups[6] & 255);
        text += "." + (groups[7] >> 8) + "." + (groups[7] & 255);
      }
      int end = shortened;
      while (end < (dotted ? 6 : 8) && groups[end] == 0) {
        end++;
      }
      if (end == shortened) {
        return text;
      }
      String[] parts = text.split(":", -1);
      return String.join(":", Arrays.copyOf(parts, shortened))
          + "::"
          + String.join(":", Arrays.copyOfRange(parts, end, parts.length));
    }
  }

  @Provide
  Arbitrary<Spelling> spellings() {
    return Combinators.combine(
            Arbitraries.of("%x", "%X", "%04x", "%04X"),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of(true, false))
        .as(Spelling::new);
  }
}
