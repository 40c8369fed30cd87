package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.caller.Caller;
import io.github.scrappyddns.caller.ProxyRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PROXY_COUNT}: the n-th address of X-Forwarded-For from the right. */
class ProxyCountTest {
  private static final String PROXY = "127.0.0.1";

  private static Caller caller(int count, String... headerLines) {
    return new ProxyRule(count, List.of()).caller(Calls.get("/t", PROXY, headerLines));
  }

  private static void assertUnknown(Caller caller) {
    assertThat(caller.address()).isEmpty();
    assertThat(caller.misconfiguration()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 127.0.0.1",
    "2, 192.168.1.1",
    "3, 147.129.1.1",
    "4, 147.129.56.50",
  })
  void the_documented_example(int count, String expected) {
    assertThat(caller(count, "X-Forwarded-For: 147.129.56.50, 147.129.1.1, 192.168.1.1, 127.0.0.1"))
        .isEqualTo(Caller.at(Calls.address(expected)));
  }

  @Test
  void without_proxies_the_header_is_not_believed() {
    assertThat(caller(0, "X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7"))
        .isEqualTo(Caller.at(Calls.address(PROXY)));
  }

  @Test
  void several_header_lines_are_one_list() {
    String[] lines = {
      "X-Forwarded-For: 203.0.113.1", "Host: x", "x-forwarded-for: 203.0.113.2,203.0.113.3"
    };
    assertThat(caller(1, lines)).isEqualTo(Caller.at(Calls.address("203.0.113.3")));
    assertThat(caller(2, lines)).isEqualTo(Caller.at(Calls.address("203.0.113.2")));
    assertThat(caller(3, lines)).isEqualTo(Caller.at(Calls.address("203.0.113.1")));
    assertUnknown(caller(4, lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7:4711|203.0.113.7",
        "203.0.113.7:_hidden|203.0.113.7",
        "2001:db8::7|2001:db8::7",
        "[2001:db8::7]|2001:db8::7",
        "[2001:db8::7]:4711|2001:db8::7",
        "fe80::1%eth0|fe80::1",
        "::ffff:203.0.113.7|203.0.113.7",
        "  203.0.113.7  |203.0.113.7",
        "192.168.1.5|192.168.1.5",
      })
  void a_hop_may_have_a_port_and_brackets(String hop, String expected) {
    assertThat(caller(1, "X-Forwarded-For: 6.6.6.6, " + hop))
        .isEqualTo(Caller.at(Calls.address(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "localhost",
        "router.example.com",
        "203.0.113",
        "203.0.113.7:",
        "203.0.113.7:http",
        "203.0.113.7:123456",
        "203.0.113.7:80:80",
        "[2001:db8::7",
        "[2001:db8::7]4711",
        "[2001:db8::7]:",
        "[203.0.113.7]",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "\"203.0.113.7\"",
        "203.0.113.7 203.0.113.8",
      })
  void a_hop_that_is_no_address_of_a_host_is_not_believed_and_nothing_else_is(String hop) {
    Caller caller = caller(1, "X-Forwarded-For: 6.6.6.6, " + hop);
    assertUnknown(caller);
    assertThat(caller.misconfiguration()).contains("X-Forwarded-For");
  }

  @Test
  void what_the_caller_forged_to_the_left_does_not_matter() {
    assertThat(caller(1, "X-Forwarded-For: unknown, ,;, <script>, 203.0.113.7"))
        .isEqualTo(Caller.at(Calls.address("203.0.113.7")));
  }

  @Test
  void too_few_hops_are_a_misconfiguration_that_says_what_to_set() {
    Caller none = caller(1);
    assertUnknown(none);
    assertThat(none.misconfiguration()).contains("PROXY_COUNT is 1", "0 addresses");
    Caller two = caller(3, "X-Forwarded-For: 203.0.113.7, 10.0.0.1");
    assertUnknown(two);
    assertThat(two.misconfiguration()).contains("PROXY_COUNT is 3", "2 addresses");
  }
}
