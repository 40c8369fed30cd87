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
    "2000::, PUBLIC",
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
      names = {"PUBLIC", "PRIVATE", "SHARED", "LOOPBACK", "LINK_LOCAL"})
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
