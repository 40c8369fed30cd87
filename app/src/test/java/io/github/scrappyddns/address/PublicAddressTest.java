package io.github.scrappyddns.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  private static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "1.2.3",
        "1.2",
        "16909060",
        "0x01020304",
        "0x1.2.3.4",
        "01.2.3.4",
        "1.2.3.010",
        "1.2.3.4.5",
        "1.2.3.",
        "1.2.3.256",
        "1.2.3.-4",
        "+1.2.3.4",
        "1.2.3.4/32",
        "1.2.3.4:80",
        "1.2.3.4%eth0",
        "1. 2.3.4",
        "1.2.3.4, 5.6.7.8",
        ":",
        ":::",
        "1::2::3",
        "2001:db8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::12345",
        "2001:db8::g",
        "2001:db8::1/64",
        "[2001:db8::1]:443",
        "[2001:db8::1",
        "2001:db8::1]",
        "[[2001:db8::1]]",
        "[203.0.113.7]",
        "[]",
        "%eth0",
        "::ffff:1.2.3",
        "::ffff:01.2.3.4",
        "::1.2.3.4.5",
        "１９２.０.２.１",
        "١.٢.٣.٤",
        "２００１:db8::1",
      })
  void what_is_no_literal_is_no_address(String text) {
    assertThat(PublicAddress.parse(text)).isEmpty();
  }

  @Test
  void an_endless_text_is_no_address() {
    assertThat(PublicAddress.parse("1".repeat(100_000))).isEmpty();
    assertThat(PublicAddress.parse("2001:db8::1%" + "x".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "'  203.0.113.7\t\r\n', 203.0.113.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "[2001:DB8::1], 2001:db8::1",
    "' [2001:db8::1] ', 2001:db8::1",
    "fe80::1%eth0, fe80::1",
    "[fe80::1%25eth0], fe80::1",
    "fe80::1%3, fe80::1",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::FFFF:cb00:7107, 203.0.113.7",
    "0:0:0:0:0:ffff:203.0.113.7, 203.0.113.7",
    "64:ff9b::203.0.113.7, 64:ff9b::cb00:7107",
    "::203.0.113.7, ::cb00:7107",
  })
  void spellings_that_people_use_are_tolerated(String text, String canonical) {
    assertThat(address(text)).hasToString(canonical);
  }

  /** The examples of RFC 5952, sections 4 and 5, and the ends of the rule. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::ABCD, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "0:0:1:0:0:0:1:0, 0:0:1::1:0",
    "0:0:1:0:0:1:0:0, ::1:0:0:1:0:0",
    "1:0:0:2:0:0:0:0, 1:0:0:2::",
    "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void ipv6_is_printed_as_rfc_5952_asks(String text, String canonical) {
    assertThat(address(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::, 8000::, 0, true",
    "2001:db8::, a001:db8::, 1, false",
    "2001:db8::, 2001:db9::, 31, true",
    "2001:db8::, 2001:db9::, 32, false",
    "2001:db8::, 2001:db8:0:1::, 63, true",
    "2001:db8::, 2001:db8:0:1::, 64, false",
    "2001:db8::, 2001:db8:0:0:8000::, 64, true",
    "2001:db8::, 2001:db8:0:0:8000::, 65, false",
    "2001:db8::, 2001:db8::1, 127, true",
    "2001:db8::, 2001:db8::1, 128, false",
    "2001:db8::1, 2001:db8::1, 128, true",
    "2001:db8::, 2001:db8:0:1::, 128, false",
    "0.0.0.0, 255.0.0.0, 0, true",
    "0.0.0.0, 128.0.0.0, 1, false",
    "10.0.0.0, 10.0.0.1, 31, true",
    "10.0.0.0, 10.0.0.1, 32, false",
    "10.0.0.1, 10.0.0.1, 32, true",
    "10.0.0.1, 10.0.0.1, 128, true",
    "10.0.0.0, 10.0.0.1, 128, false",
  })
  void a_prefix_is_compared_to_the_bit(String one, String other, int length, boolean same) {
    assertThat(address(one).samePrefix(address(other), length)).isEqualTo(same);
    assertThat(address(other).samePrefix(address(one), length)).isEqualTo(same);
  }

  @Test
  void families_never_share_a_prefix() {
    assertThat(address("0.0.0.0").samePrefix(address("::"), 0)).isFalse();
    assertThat(address("::").samePrefix(address("0.0.0.0"), 0)).isFalse();
  }

  @Test
  void an_address_of_a_socket_is_the_same_as_its_literal() throws UnknownHostException {
    for (String text : new String[] {"203.0.113.7", "255.0.0.128", "2001:db8:ff::80fe"}) {
      assertThat(PublicAddress.of(InetAddress.getByName(text))).isEqualTo(address(text));
    }
  }

  @Test
  void ipv4_and_ipv6_of_the_same_bits_differ() {
    assertThat(address("0.0.0.1")).isNotEqualTo(address("::1"));
    assertThat(address("0.0.0.1").family()).isEqualTo(Family.IPV4);
    assertThat(address("::1").family()).isEqualTo(Family.IPV6);
  }

  @ParameterizedTest
  @CsvSource({
    "IPV4, 2001:db8::1",
    "IPV6, 203.0.113.7",
    "IPV6, 2001:db8::/64",
    "IPV6_PREFIX, 2001:db8::",
    "IPV6_PREFIX, 203.0.113.0/24",
    "IPV4, nonsense"
  })
  void what_is_written_down_as_another_family_is_refused(Family family, String text) {
    assertThatThrownBy(() -> PublicAddress.written(family, text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65, 128})
  void there_is_no_prefix_of_such_a_length(int length) {
    PublicAddress address = PublicAddress.parse("2001:db8::1").orElseThrow();
    assertThatThrownBy(() -> address.prefix(length)).isInstanceOf(IllegalArgumentException.class);
  }
}
