package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.testing.SmallService.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.SmallService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check-in as a function: a request in, a response out. */
class CheckInEndpointTest {
  private static final String PEER = "203.0.113.7";

  @TempDir Path directory;
  private SmallService service;

  @BeforeEach
  void start() {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Response get(String target, String peer) {
    return service.endpoint().handle(Calls.get(target, peer)).join();
  }

  private void assertOk(String target, String peer) {
    assertThat(get(target, peer)).isEqualTo(Response.text(200, "OK"));
  }

  @Test
  void a_call_stores_where_it_came_from() {
    assertOk("/" + HOME, PEER);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
    assertThat(service.story(OFFICE)).isEmpty();
  }

  @Test
  void the_same_address_again_is_no_change() {
    assertOk("/" + HOME, PEER);
    assertOk("/" + HOME, PEER);
    assertOk("/" + HOME + "?ip_address=::ffff:203.0.113.7", "198.51.100.1");
    assertThat(service.story(HOME)).hasSize(1);
  }

  @Test
  void another_address_is_a_change() {
    assertOk("/" + HOME, PEER);
    assertOk("/" + HOME, "203.0.113.8");
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 203.0.113.7", "CHANGED 203.0.113.8");
  }

  @Test
  void a_dual_stack_caller_that_alternates_never_flips() {
    for (int i = 0; i < 3; i++) {
      assertOk("/" + HOME, PEER);
      assertOk("/" + HOME, "2001:db8::1");
    }
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 203.0.113.7", "FIRST_SEEN 2001:db8::1");
  }

  @Test
  void of_an_observed_ipv6_address_the_prefix_counts_and_of_a_declared_one_every_bit() {
    assertOk("/" + HOME, "2001:db8::1");
    assertOk("/" + HOME, "2001:db8::2");
    assertThat(service.story(HOME)).hasSize(1);
    assertOk("/" + HOME + "?ip_address=2001:db8::3", "2001:db8::1");
    assertOk("/" + HOME, "2001:db8:0:1::3");
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 2001:db8::1", "CHANGED 2001:db8::3", "CHANGED 2001:db8:0:1::3");
  }

  @ParameterizedTest
  @CsvSource({
    "?ip_address=198.51.100.9, 198.51.100.9",
    "?ip_address=%20198.51.100.9%20, 198.51.100.9",
    "?IP_ADDRESS=198.51.100.9, 198.51.100.9",
    "?x=1&ip_address=2001%3ADB8%3A%3A9, 2001:db8::9",
    "?ip_address=192.168.1.9, 192.168.1.9",
    "?ip_address=100.64.0.9, 100.64.0.9",
    "?ip_address=fe80::9%25eth0, fe80::9",
    "?ip_address=, 203.0.113.7",
    "?ip_address, 203.0.113.7",
    "?ip_address=%20, 203.0.113.7",
    "?ip_address=0.0.0.0, 203.0.113.7",
    "?ip_address=::, 203.0.113.7",
    "?ip=198.51.100.9, 198.51.100.9",
    "?unknown=198.51.100.9, 203.0.113.7",
    "/, 203.0.113.7",
    "/?, 203.0.113.7",
  })
  void the_address_is_the_declared_one_where_one_is_given(String rest, String expected) {
    assertOk("/" + HOME + rest, PEER);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, is not an IPv4 or IPv6 address",
    "01.2.3.4, is not an IPv4 or IPv6 address",
    "0xcb007107, is not an IPv4 or IPv6 address",
    "203.0.113, is not an IPv4 or IPv6 address",
    "%00, is not an IPv4 or IPv6 address",
    "224.0.0.1, is a multicast address",
    "ff02::1, is a multicast address",
    "255.255.255.255, is the broadcast address",
    "240.0.0.1, is a reserved address",
    "0.1.2.3, is a reserved address",
  })
  void what_is_no_address_of_a_host_is_refused_and_logged_with_the_networks_name(
      String text, String reason) {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      assertThat(get("/" + HOME + "?ip_address=" + text, PEER))
          .isEqualTo(Response.text(400, "badip: ip_address " + reason + "\n"));
      assertThat(log.lines()).singleElement().asString().startsWith("WARN Home declared ");
      assertThat(log.lines().toString()).doesNotContain(HOME);
    }
    assertThat(service.story(HOME)).isEmpty();
  }

  @Test
  void a_log_line_cannot_be_forged_by_what_was_declared() {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      get("/" + HOME + "?ip_address=x%0A2026%20ERROR%1B[2J%E2%80%A8%C2%85" + "y".repeat(500), PEER);
      assertThat(log.lines().get(0)).hasSizeLessThan(200).matches("\\p{Print}+");
    }
  }

  @Test
  void a_token_in_the_wrong_place_does_not_reach_the_log() {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      get("/" + HOME + "?ip_address=" + HOME, PEER);
      get("/" + HOME + "?ip_address=http://ddns.example.com/" + HOME, PEER);
      assertThat(log.lines()).hasSize(2).noneMatch(line -> line.contains("token"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/wrong-token-of-nobody",
        "/" + HOME + "x",
        "/" + HOME + "/x",
        "/Token-of-the-home-network",
        "/favicon.ico",
        "/.",
        "/..",
        "/a/b/c",
        "/%",
        "/%00",
        "/%zz",
        "/\u00e4",
        "*",
      })
  void every_other_path_is_answered_as_an_unknown_token_is(String path) {
    Response unknown = Response.text(404, "Not Found\n");
    assertThat(get(path, PEER)).isEqualTo(unknown);
    assertThat(get(path + "?ip_address=198.51.100.9", PEER)).isEqualTo(unknown);
    assertThat(service.story(HOME)).isEmpty();
  }

  /** RFC 3986, 2.3: unreserved characters mean the same encoded; older clients encode "~". */
  @ParameterizedTest
  @ValueSource(strings = {"/token%7Eof.the_office-network", "/token%7eof%2Ethe_office%2dnetwork/"})
  void a_token_may_come_percent_encoded(String path) {
    assertOk(path, PEER);
    assertThat(service.story(OFFICE)).hasSize(1);
  }

  @Test
  void wrong_tokens_are_answered_more_and_more_slowly_and_the_right_one_at_once() {
    for (int i = 0; i < 30; i++) {
      assertThat(get("/wrong-" + i, PEER).delay()).isZero();
    }
    assertThat(get("/wrong", PEER).delay()).isPositive();
    Response slow = get("/wrong", PEER);
    assertThat(slow.status()).isEqualTo(404);
    assertThat(slow.delay().toMillis()).isEqualTo(200);
    assertOk("/" + HOME, PEER);
    assertThat(get("/wrong", "198.51.100.1").delay()).isZero();
  }

  @Test
  void what_is_held_can_be_read_without_checking_in() {
    assertThat(get("/" + HOME + "/ip", PEER)).isEqualTo(Response.text(200, ""));
    get("/" + HOME + "?myip=198.51.100.9,2001:db8::9", PEER);
    assertThat(get("/" + HOME + "/ip", PEER).body()).isEqualTo("198.51.100.9\n2001:db8::9\n");
    assertThat(get("/wrong/ip", PEER).status()).isEqualTo(404);
    assertThat(service.story(HOME)).hasSize(2);
  }
}
