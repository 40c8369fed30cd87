package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.web.CalledService.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.http.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(
            service
                .post("/nic/update", "username=x&password=" + HOME + "&myip=198.51.100.11")
                .body())
        .isEqualTo("good 198.51.100.11\n");
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 198.51.100.9", "CHANGED 198.51.100.10", "CHANGED 198.51.100.11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "myip=%i&wait=0&myip=198.51.100.12",
        "myip=example.com&myip=198.51.100.12&myip=198.51.100.13",
        "myip=&myip=198.51.100.12",
        "hostname=h&amp;myip=198.51.100.12",
        "hostname=h;myip=198.51.100.12",
        ";myip=198.51.100.12",
        "hostname=h?myip=198.51.100.12",
        "myip[]=198.51.100.12",
        "myip%5B0%5D=198.51.100.12",
        "myip=198.51.100.12&myipv6=null",
        "myip=198.51.100.12,undefined",
        "ipv4=None&myip=198.51.100.12",
        "myip=198.51.100.12%0a",
        "myip=+198.51.100.12+",
        "myip=null;198.51.100.12",
        "198.51.100.12",
        "home&198.51.100.12",
        "198.51.100.12=",
        "=198.51.100.12",
        "ip_address=198.51.100.12%20http://h/TOKEN?x=1",
        "myip=198.51.100.12&prefix=198.51.100.0/24",
        "prefix=198.51.0.0/16&myip=198.51.100.12",
        "myip=198.51.100.12&prefix=24",
        "a=192.0.2.55&myip=198.51.100.12",
        "myip=198.51.100.12&myipv6=203.0.113.99",
        "myipv6=198.51.100.12",
        "IPV4ADDR=198.51.100.12",
        "url=http://x.example/?ip=8.8.8.8&myip=198.51.100.12",
        "myip=::ffff:198.51.100.12/128",
        "myip=%c2%a0198.51.100.12",
        "myip=198.51.100.12%0anone",
      })
  void a_declared_address_is_found_wherever_it_is(String query) {
    assertThat(service.get("/" + HOME + "?" + query).status()).isEqualTo(200);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "none",
        "None",
        "NONE",
        "undefined",
        "(null)",
        "unknown",
        "n/a",
        "$IP",
        "${ip}",
        "%25{ip}",
        "{{ip}}",
        "%25wan_ip%25",
        "null,undefined",
        "none%20none",
      })
  void a_word_for_none_declares_nothing_in_any_position(String word) {
    assertThat(service.get("/" + HOME + "?ip_address=" + word + "&myipv6=" + word).status())
        .isEqualTo(200);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wanip=198.51.100.12",
        "my-ip=198.51.100.12",
        "ipadress=198.51.100.12",
        "data[myip]=198.51.100.12",
        "new.ip=2600::1",
        "myip=example.com",
        "myip=198.51.100.12:80",
        "myip=198.51.100",
        "myip=198.51.100.12&myipv6=fe80",
        "224.0.0.1",
        "203.0.113.300",
        "203.0.113.7:443",
        "ip_address:203.0.113.7",
        "ip_address%3D203.0.113.7",
        "%7B%22ip%22:%22203.0.113.7%22%7D",
        "wanip=203.0.113.7,2001:db8::1",
        "wanip=203.0.113.7:80",
        "wan=203.0.113.7",
        "ip:203.0.113.7%20mtu=1500",
      })
  void what_declares_an_address_that_cannot_be_read_is_refused(String query) {
    assertThat(service.get("/" + HOME + "?" + query).status()).isEqualTo(400);
    assertThat(service.get("/nic/update?" + query, basic("", HOME)).body()).isEqualTo("badip\n");
    assertThat(service.story(HOME)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version=2.8.2.18",
        "script_version=2.8.4.1",
        "zip=12345",
        "lan_ip=192.168.1.5",
        "old_ip=198.51.100.1",
        "dns_ip=8.8.8.8",
        "url=http://x.example/?ip=8.8.8.8",
        "script=x",
        "hostname=h",
        "v1.2.3",
        "prefix=64",
      })
  void what_only_looks_like_one_is_ignored(String query) {
    assertThat(service.get("/" + HOME + "?" + query).status()).isEqualTo(200);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/json | {'myip':'198.51.100.12'}",
        "application/json | \uFEFF{'myip':'198.51.100.12'}",
        "text/json; charset=utf-8 | {'myip':['198.51.100.12']}",
        "application/json | {'myip':null,'ip':'198.51.100.12'}",
        "application/json | {'myip':'null','myip':'198.51.100.12'}",
        "application/json | '198.51.100.12'",
        "application/json | 'ip=198.51.100.12'",
        "application/json | {'ip':'198.51.100.12','prefix':'198.51.96.0/20','asn':64500}",
        "application/json | {'ip':'198.51.100.12','prefix':24,'firmware_version':'2.8.2.18'}",
        "application/x-www-form-urlencoded | 198.51.100.12=",
        "application/x-www-form-urlencoded | =198.51.100.12",
        "application/x-www-form-urlencoded | ip=198.51.100.12&name=B\uFFFDro",
        "text/plain | {'ip':'198.51.100.12','router':{'name':'x'}}",
        "text/plain | myip=198.51.100.12",
        "text/plain | hostname=h\\nmyip=198.51.100.12",
        "text/plain;charset=UTF-8 | 198.51.100.12",
        "application/x-www-form-urlencoded | hostname=h&amp;myip=198.51.100.12",
        "application/x-www-form-urlencoded | home&myip[]=198.51.100.12",
      })
  void a_body_is_read_as_what_it_is(String kind, String body) {
    String text = body.replace('\'', '"').replace("\\n", "\n");
    assertThat(service.post("/" + HOME, text, "Content-Type: " + kind).status()).isEqualTo(200);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "415 | multipart/form-data; boundary=b | --b\\nContent-Disposition: form-data; name='myip'"
            + "\\n\\n198.51.100.12\\n--b--",
        "415 | text/xml | <ip>198.51.100.12</ip>",
        "415 | text/xml | <ip a='b'>2001:db8::1</ip>",
        "415 | application/octet-stream | myip=198.51.100.12",
        "400 | application/x-www-form-urlencoded | My address is 198.51.100.12",
        "400 | application/x-www-form-urlencoded | <a ip='198.51.100.12'/>",
        "400 | application/x-www-form-urlencoded | <?xml version='1.0'?><ip>198.51.100.12</ip>",
        "400 | application/x-www-form-urlencoded | %7B%22ip%22%3A%22198.51.100.12%22%7D=",
        "400 | application/x-www-form-urlencoded | payload=%7B%22ip%22%3A%22198.51.100.12%22%7D",
        "400 | application/x-www-form-urlencoded | ip: 198.51.100.12 mtu=1500",
        "400 | application/x-www-form-urlencoded | time=12:00;wan=198.51.100.12",
        "400 | application/json | '198.51.100.300'",
        "400 | application/json | {'status':'success','query':'198.51.100.12'}",
        "400 | application/json | {'data':{'ip':'192.168.1.5'}}",
        "400 | text/plain | My address is 198.51.100.12",
        "400 | application/json | ['198.51.100.12']",
        "400 | application/json | [{'myip':'198.51.100.12'}]",
        "400 | application/json | {'myip':'198.51.100.12'",
        "400 | application/json | {'myip':'198.51.100.12'} x",
        "400 | application/json | {'myip':{'v4':'198.51.100.12'}}",
        "400 | application/json | {'data':{'ip':'198.51.100.12'}}",
        "400 | application/json | {'data':[{'ip':'198.51.100.12'}]}",
        "400 | application/json | {'wan_ip':'198.51.100.12'}",
      })
  void a_body_that_cannot_be_read_is_refused(int status, String kind, String body) {
    String text = body.replace('\'', '"').replace("\\n", "\n");
    assertThat(service.post("/" + HOME, text, "Content-Type: " + kind).status()).isEqualTo(status);
    assertThat(service.post("/update?token=" + HOME, text, "Content-Type: " + kind))
        .isEqualTo(Response.text(status, "KO"));
    assertThat(service.story(HOME)).isEmpty();
  }

  @Test
  void a_body_of_unreadable_bytes_is_refused() {
    String form = "Content-Type: application/x-www-form-urlencoded";
    assertThat(service.post("/" + HOME, "x", form, "Content-Encoding: gzip").status())
        .isEqualTo(415);
    assertThat(service.post("/" + HOME, "\uFFFD\b\0", form).status()).isEqualTo(400);
    assertThat(service.post("/" + HOME, "m\0y\0i\0p\0", form).status()).isEqualTo(400);
    assertThat(service.post("/" + HOME, "ip=198.51.100.9", form, "Content-Encoding: utf-8"))
        .isEqualTo(Response.text(200, "OK"));
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{broken", "ping", " ", "<x/>", "[]"})
  void a_body_that_can_hold_no_address_is_none(String body) {
    assertThat(service.post("/" + HOME, body, "Content-Type: text/plain").body()).isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @Test
  void json_that_was_made_of_json_is_read() {
    String json = "Content-Type: application/json";
    String twice = "\"{\\\"ip\\\":\\\"198.51.100.12\\\"}\"";
    assertThat(service.post("/" + HOME, twice, json).status()).isEqualTo(200);
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.12");
  }

  @Test
  void two_urls_in_one_field_are_two_addresses() {
    String second = "%20http://h/" + HOME + "?ip_address=2001:db8::1";
    assertThat(service.get("/" + HOME + "?ip_address=198.51.100.12" + second).body())
        .isEqualTo("OK");
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 198.51.100.12", "FIRST_SEEN 2001:db8::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "myip=198.51.100.12,2001:db8::1",
        "myip=198.51.100.12%0A2001:db8::1",
        "myip=198.51.100.12%092001:db8::1",
        "myip=198.51.100.12|2001:db8::1",
        "ip=198.51.100.12&IPV6ADDR=2001:db8::1",
        "198.51.100.12,2001:db8::1",
      })
  void both_families_are_found_however_they_are_parted(String query) {
    assertThat(service.get("/" + HOME + "?" + query).status()).isEqualTo(200);
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 198.51.100.12", "FIRST_SEEN 2001:db8::1");
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
