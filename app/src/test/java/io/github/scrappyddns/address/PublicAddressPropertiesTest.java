package io.github.scrappyddns.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.RandomCases;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** What holds for every address there is, tried on random ones. */
class PublicAddressPropertiesTest {
  /** Characters that addresses are made of, and digits of other scripts. */
  private static final String LIKELY = "0123456789abcdefABCDEF::::....%/[] \u0660\uff11";

  /** Groups that are often zero, so that runs of zeros are met in every place. */
  private static int[] groups(Random random) {
    return random.ints(8, 0, 3).map(kind -> kind < 2 ? 0 : random.nextInt(0x10000)).toArray();
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

  @Test
  void what_is_printed_is_parsed_back_ipv4() {
    RandomCases.check(
        random -> {
          PublicAddress address = new PublicAddress(Family.IPV4, 0, random.nextInt() & 0xffffffffL);
          assertThat(PublicAddress.parse(address.toString())).contains(address);
        });
  }

  @Test
  void what_is_printed_is_parsed_back_ipv6() {
    RandomCases.check(
        random -> {
          int[] groups = groups(random);
          PublicAddress address = address(groups);
          if (!isMapped(address)) {
            assertThat(PublicAddress.parse(address.toString())).contains(address);
          }
        });
  }

  @Test
  void what_is_written_down_is_read_back_with_its_family() {
    RandomCases.check(
        random -> {
          int[] groups = groups(random);
          int length = 1 + random.nextInt(64);
          PublicAddress address = address(groups);
          PublicAddress prefix = address.prefix(length);
          assertThat(PublicAddress.written(Family.IPV6_PREFIX, prefix.toString()))
              .isEqualTo(prefix);
          if (!isMapped(address)) {
            assertThat(PublicAddress.written(Family.IPV6, address.toString())).isEqualTo(address);
          }
        });
  }

  /** The JDK's text never shortens; it is a second opinion on the bits. */
  @Test
  void the_jdk_reads_what_is_printed_as_the_same_address() {
    RandomCases.check(
        random -> {
          int[] groups = groups(random);
          PublicAddress address = address(groups);
          if (!isMapped(address)) {
            InetAddress read = InetAddress.getByName(address.toString());
            assertThat(read).isInstanceOf(Inet6Address.class);
            assertThat(read.getHostAddress()).isEqualTo(expanded(groups, "%x"));
          }
        });
  }

  @Test
  void every_spelling_of_an_address_parses_equal() {
    RandomCases.check(
        random -> {
          int[] groups = groups(random);
          Spelling spelling = spelling(random);
          assertThat(PublicAddress.parse(spelling.of(groups)))
              .as(spelling.of(groups))
              .contains(PublicAddress.parse(expanded(groups, "%x")).orElseThrow());
        });
  }

  @Test
  void no_text_makes_it_throw() {
    RandomCases.check(
        random -> {
          String text = RandomCases.text(random, 40, LIKELY);
          PublicAddress.parse(text)
              .ifPresent(
                  address -> assertThat(PublicAddress.parse(address.toString())).isPresent());
        });
  }

  @Test
  void a_prefix_is_shared_exactly_up_to_the_first_bit_that_differs() {
    RandomCases.check(
        random -> {
          int[] groups = groups(random);
          int bit = random.nextInt(128);
          PublicAddress address = address(groups);
          PublicAddress other =
              bit < 64
                  ? new PublicAddress(
                      Family.IPV6, address.high() ^ (1L << (63 - bit)), address.low())
                  : new PublicAddress(
                      Family.IPV6, address.high(), address.low() ^ (1L << (127 - bit)));
          for (int length = 0; length <= 128; length++) {
            assertThat(address.samePrefix(other, length))
                .as("/%d", length)
                .isEqualTo(length <= bit);
          }
        });
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

  private static Spelling spelling(Random random) {
    String format = List.of("%x", "%X", "%04x", "%04X").get(random.nextInt(4));
    return new Spelling(format, random.nextInt(9), random.nextBoolean());
  }
}
