package io.github.scrappyddns.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {
  /** Each block's first and last address, and the neighbours on both sides. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.0.0.1, RESERVED",
    "0.255.255.255, RESERVED",
    "1.0.0.0, PUBLIC",
    "9.255.255.255, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, SHARED",
    "100.127.255.255, SHARED",
    "100.128.0.0, PUBLIC",
    "126.255.255.255, PUBLIC",
    "127.0.0.0, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "128.0.0.0, PUBLIC",
    "169.253.255.255, PUBLIC",
    "169.254.0.0, LINK_LOCAL",
    "169.254.255.255, LINK_LOCAL",
    "169.255.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.167.255.255, PUBLIC",
    "192.168.0.0, PRIVATE",
    "192.168.255.255, PRIVATE",
    "192.169.0.0, PUBLIC",
    "191.255.255.255, PUBLIC",
    "192.0.0.0, DS_LITE",
    "192.0.0.7, DS_LITE",
    "192.0.0.8, SPECIAL",
    "192.0.0.9, PUBLIC",
    "192.0.0.10, PUBLIC",
    "192.0.0.11, SPECIAL",
    "192.0.0.170, SPECIAL",
    "192.0.0.255, SPECIAL",
    "192.0.1.0, PUBLIC",
    "192.0.2.1, PUBLIC",
    "192.31.196.1, PUBLIC",
    "192.52.193.1, PUBLIC",
    "192.88.99.1, PUBLIC",
    "192.88.99.2, SPECIAL",
    "192.175.48.1, PUBLIC",
    "198.17.255.255, PUBLIC",
    "198.18.0.0, BENCHMARKING",
    "198.19.255.255, BENCHMARKING",
    "198.20.0.0, PUBLIC",
    "198.51.100.1, PUBLIC",
    "203.0.113.1, PUBLIC",
    "223.255.255.255, PUBLIC",
    "224.0.0.0, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.0, RESERVED",
    "255.255.255.254, RESERVED",
    "255.255.255.255, BROADCAST",
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::2, RESERVED",
    "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    "64:ff9b::, PUBLIC",
    "64:ff9b::c633:640c, PUBLIC",
    "64:ff9b:0:0:0:1::, RESERVED",
    "64:ff9b:1::, SPECIAL",
    "64:ff9b:2::, RESERVED",
    "100::1, SPECIAL",
    "100:0:0:1::1, SPECIAL",
    "100:0:0:2::1, PUBLIC",
    "2000::, PUBLIC",
    "2001::1, PUBLIC",
    "2001:1::1, PUBLIC",
    "2001:1::3, PUBLIC",
    "2001:1::4, SPECIAL",
    "2001:2::1, BENCHMARKING",
    "2001:2:1::1, SPECIAL",
    "2001:3::1, PUBLIC",
    "2001:4:112::1, PUBLIC",
    "2001:4:113::1, SPECIAL",
    "2001:10::1, SPECIAL",
    "2001:20::1, PUBLIC",
    "2001:3f:ffff::1, PUBLIC",
    "2001:40::1, SPECIAL",
    "2001:1ff:ffff::1, SPECIAL",
    "2001:200::1, PUBLIC",
    "2002::1, PUBLIC",
    "2620:4f:8000::1, PUBLIC",
    "3fff::1, PUBLIC",
    "5eff:ffff::1, PUBLIC",
    "5f00::1, SPECIAL",
    "5f01::1, PUBLIC",
    "2001:db8::1, PUBLIC",
    "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC",
    "fc00::, PRIVATE",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
    "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC",
    "fe80::, LINK_LOCAL",
    "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, LINK_LOCAL",
    "fec0::, PUBLIC",
    "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PUBLIC",
    "ff00::, MULTICAST",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST",
  })
  void a_block_begins_and_ends_where_the_registries_say(String address, Scope scope) {
    assertThat(Scope.of(PublicAddress.parse(address).orElseThrow())).isEqualTo(scope);
  }

  @ParameterizedTest
  @EnumSource(
      value = Scope.class,
      names = {"UNSPECIFIED", "MULTICAST", "BROADCAST", "RESERVED"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_network_can_be_known_by_an_address_that_a_host_can_have(Scope scope) {
    assertThat(scope.accepted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Scope.class,
      names = {"UNSPECIFIED", "MULTICAST", "BROADCAST", "RESERVED"})
  void a_network_cannot_be_known_by_an_address_that_no_host_has(Scope scope) {
    assertThat(scope.accepted()).isFalse();
  }

  @Test
  void every_scope_but_public_can_be_told_in_a_sentence() {
    for (Scope scope : Scope.values()) {
      assertThat(scope.description().isEmpty()).as(scope.name()).isEqualTo(scope == Scope.PUBLIC);
    }
  }
}
