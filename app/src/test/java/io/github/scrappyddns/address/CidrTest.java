package io.github.scrappyddns.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.200.0.1, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1/31, 192.0.2.0, true",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::1, 2001:db8::1, true",
    "2001:db8::1, 2001:db8::2, false",
    "::/0, 2001:db8::1, true",
    "::/0, 203.0.113.7, false",
    "::ffff:10.0.0.0/104, 10.255.0.1, true",
    "::ffff:10.0.0.0/104, 11.0.0.0, false",
    "::ffff:192.0.2.1, 192.0.2.1, true",
  })
  void a_block_holds_the_addresses_of_its_prefix(String block, String address, boolean held) {
    assertThat(Cidr.parse(block).orElseThrow().contains(PublicAddress.parse(address).orElseThrow()))
        .isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/٨",
        "10/8",
        "proxy.example.com",
        "2001:db8::/129",
        "2001:db8::/1000",
        "::ffff:10.0.0.0/8",
      })
  void what_is_no_block_is_refused(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "192.0.2.1, 192.0.2.1/32", "2001:DB8::/32, 2001:db8::/32"})
  void a_block_prints_as_one_writes_it(String text, String printed) {
    assertThat(Cidr.parse(text).orElseThrow()).hasToString(printed);
  }
}
