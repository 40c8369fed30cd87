package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.caller.Caller;
import io.github.scrappyddns.caller.ProxyRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code TRUSTED_PROXIES}: from the right, the first address that is no proxy's. */
class TrustedProxiesTest {
  private static final String PROXY = "10.0.0.1";

  private final ProxyRule rule =
      new ProxyRule(
          0,
          Stream.of("10.0.0.0/8", "2001:db8:ff::/48", "127.0.0.1")
              .map(block -> Cidr.parse(block).orElseThrow())
              .toList());

  private Caller caller(String peer, String... headerLines) {
    return rule.caller(Calls.get("/t", peer, headerLines));
  }

  private static Caller at(String address) {
    return Caller.at(Calls.address(address));
  }

  private static void assertUnknown(Caller caller, String... words) {
    assertThat(caller.address()).isEmpty();
    assertThat(caller.misconfiguration()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "11.0.0.1", "2001:db8:fe::1", "127.0.0.2"})
  void the_headers_of_a_peer_that_is_no_proxy_are_not_believed(String peer) {
    assertThat(caller(peer, "X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6"))
        .isEqualTo(at(peer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.255.255.255", "127.0.0.1", "2001:db8:ff::1", "::ffff:10.0.0.9"})
  void the_header_of_a_proxy_is_believed(String peer) {
    assertThat(caller(peer, "X-Forwarded-For: 203.0.113.7")).isEqualTo(at("203.0.113.7"));
    assertThat(caller(peer, "Forwarded: for=203.0.113.7")).isEqualTo(at("203.0.113.7"));
  }

  @Test
  void proxies_are_passed_over_from_the_right_and_forged_hops_are_never_reached() {
    assertThat(caller(PROXY, "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.2.2.2, 2001:db8:ff::2"))
        .isEqualTo(at("203.0.113.7"));
    assertThat(caller(PROXY, "Forwarded: for=6.6.6.6, for=203.0.113.7", "Forwarded: for=10.2.2.2"))
        .isEqualTo(at("203.0.113.7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.43|192.0.2.43",
        "For=\"192.0.2.43:4711\"|192.0.2.43",
        "for=192.0.2.43:4711|192.0.2.43",
        "FOR=\"[2001:db8:cafe::17]:4711\"|2001:db8:cafe::17",
        "for=\"[2001:db8:cafe::17]\"|2001:db8:cafe::17",
        "for=\"[2001:db8:cafe::17]:_port\"|2001:db8:cafe::17",
        "for=[2001:db8:cafe::17]|2001:db8:cafe::17",
        "for=192.0.2.43;proto=http;by=203.0.113.43|192.0.2.43",
        "proto=https;host=\"a.example:443\" ; for=192.0.2.43|192.0.2.43",
        "by=\"_a,b;for=6.6.6.6\";for=192.0.2.43|192.0.2.43",
        "for=192.0.2.43;host=\"x;for=6.6.6.6\"|192.0.2.43",
        "for=192.0.2.43;host=\"x, for=6.6.6.6\"|192.0.2.43",
        "for=192.0.2.43;host=\"x\\\", for=6.6.6.6\"|192.0.2.43",
        "for=unknown, for=192.0.2.43|192.0.2.43",
      })
  void rfc_7239_is_read(String value, String expected) {
    assertThat(caller(PROXY, "Forwarded: " + value)).isEqualTo(at(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "for",
        "for=",
        "for=\"\"",
        "for=unknown",
        "for=\"unknown:4711\"",
        "for=_hidden",
        "for=\"_SEVKISEK\"",
        "by=203.0.113.43",
        "proto=https",
        "for=6.6.6.6, for=unknown",
        "for=6.6.6.6, for=_hidden",
        "for=6.6.6.6, by=10.0.0.1",
        "for=6.6.6.6,",
        "for=6.6.6.6;for=203.0.113.7",
        "for=\"6.6.6.6",
        "for=6.6.6.6, for=\", for=203.0.113.7",
        "for=\"6.6.6.6\"x",
        "for=203.0.113.7 for=6.6.6.6",
      })
  void a_caller_that_is_hidden_or_garbled_is_unknown_and_nobody_else_is_taken_for_it(String value) {
    assertUnknown(caller(PROXY, "Forwarded: " + value), "Forwarded");
  }

  @Test
  void what_the_caller_forged_cannot_swallow_what_the_proxy_added() {
    String added = "for=203.0.113.7;host=\"x\"";
    for (String forged : new String[] {"for=\"", "for=6.6.6.6;by=\"", "for=6.6.6.6, for=\"\\"}) {
      Caller caller = caller(PROXY, "Forwarded: " + forged + ", " + added);
      assertThat(caller.address()).as(forged).isEmpty();
      assertThat(caller(PROXY, "Forwarded: " + forged, "Forwarded: " + added))
          .as(forged)
          .isEqualTo(at("203.0.113.7"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "router", "6.6.6.6:x", "0.0.0.0", ""})
  void a_hop_of_x_forwarded_for_that_is_no_address_ends_the_walk(String hop) {
    assertUnknown(
        caller(PROXY, "X-Forwarded-For: 6.6.6.6, " + hop + ", 10.2.2.2"), "X-Forwarded-For");
  }

  @Test
  void a_proxy_that_says_nothing_is_a_misconfiguration() {
    assertUnknown(caller(PROXY), "neither", "X-Forwarded-For", "Forwarded");
  }

  @Test
  void proxies_all_the_way_are_a_misconfiguration() {
    assertUnknown(
        caller(PROXY, "X-Forwarded-For: 10.0.0.7, 10.0.0.8"), "only proxies in TRUSTED_PROXIES");
    assertUnknown(caller(PROXY, "Forwarded: for=10.0.0.7"), "only proxies in TRUSTED_PROXIES");
  }

  @Test
  void both_headers_are_believed_where_they_agree() {
    assertThat(
            caller(
                PROXY,
                "X-Forwarded-For: 6.6.6.6, 2001:DB8::7",
                "Forwarded: for=\"[2001:db8::7]:4711\", for=10.0.0.2"))
        .isEqualTo(at("2001:db8::7"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, for=6.6.6.6",
    "6.6.6.6, for=203.0.113.7",
    "203.0.113.7, for=unknown",
    "unknown, for=203.0.113.7",
  })
  void neither_header_is_believed_where_they_disagree(String counted, String standard) {
    assertUnknown(
        caller(PROXY, "X-Forwarded-For: " + counted, "Forwarded: " + standard), "different");
  }
}
