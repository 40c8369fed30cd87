package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.web.CalledService.basic;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that a call declares, by all the names and in all the forms that clients use. */
class DeclaredAddressesTest {
  @TempDir Path directory;
  private CalledService service;

  @BeforeEach
  void open() {
    service = new CalledService(directory);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auto",
        "no",
        "0.0.0.0",
        "::",
        "<ipaddr>",
        "%i",
        "%IP%",
        "__MYIP__",
        "[IP]",
        "@IP",
        "%23{ip}",
        "<ip6addr>,<ipaddr>",
        ","
      })
  void what_is_not_given_is_the_source_address(String value) {
    assertThat(service.get("/nic/update?myip=" + value, basic("", HOME)).body())
        .isEqualTo("good 203.0.113.7\n");
    assertThat(service.get("/" + HOME + "?ip_address=" + value).body()).isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "myip",
        "ip",
        "ip_address",
        "IPADDR",
        "ipaddress",
        "Address",
        "addr",
        "ipv4",
        "ip4",
        "myipv4",
        "v4",
        "a",
        "dnsto"
      })
  void an_address_goes_by_many_names(String name) {
    service.get("/" + HOME + "?" + name + "=198.51.100.9");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"myipv6", "ipv6", "ip6", "ip6addr", "v6", "aaaa", "myip2", "IP6ADDR"})
  void an_ipv6_address_goes_by_many_names(String name) {
    service.get("/" + HOME + "?" + name + "=2001:db8::9");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 2001:db8::9");
  }

  @Test
  void forms_and_json_say_the_same() {
    assertThat(service.post("/" + HOME, "ip=198.51.100.9&domain=home").body()).isEqualTo("OK");
    assertThat(service.post("/" + HOME, "{\"ip\":\"198.51.100.10\",\"ttl\":5,\"x\":null}").body())
        .isEqualTo("OK");
    assertThat(service.post("/" + HOME, "{broken").body()).isEqualTo("OK");
    assertThat(
            service
                .post("/nic/update", "username=x&password=" + HOME + "&myip=198.51.100.11")
                .body())
        .isEqualTo("good 198.51.100.11\n");
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 198.51.100.9",
            "CHANGED 198.51.100.10",
            "CHANGED 203.0.113.7",
            "CHANGED 198.51.100.11");
  }

  @Test
  void a_delegated_prefix_is_a_state_of_its_own() {
    service.get("/" + HOME + "?myip=198.51.100.9&ip6lanprefix=2001:db8:1::/56");
    service.get("/" + HOME + "?myip=198.51.100.9&ip6lanprefix=2001:db8:1:0::/56");
    service.get("/" + HOME + "?ip6lanprefix=2001:db8:2:3::1/56");
    service.get("/" + HOME + "?myip=198.51.100.9,2001:db8:9::5/64");
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 198.51.100.9",
            "FIRST_SEEN 2001:db8:1::/56",
            "CHANGED 2001:db8:2::/56",
            "FIRST_SEEN 2001:db8:9::5");
  }

  @Test
  void a_prefix_of_no_length_is_none() {
    for (String length : List.of("/0", "/00", "/ 0")) {
      assertThat(service.get("/" + HOME + "?ip6lanprefix=2001:db8::" + length).status())
          .isEqualTo(400);
    }
    assertThat(service.story(HOME)).isEmpty();
    assertThat(service.get("/" + HOME + "?ip6lanprefix=2001:db8::/1").body()).isEqualTo("OK");
  }
}
