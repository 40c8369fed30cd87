package io.github.scrappyddns.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.SmallService;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialects that DDNS clients speak, as functions; what is what stands in docs/clients.md. */
class DialectsTest {
  private static final String HOME = SmallService.HOME;
  private static final String OFFICE = SmallService.OFFICE;
  private static final String PEER = "203.0.113.7";

  @TempDir Path directory;
  private SmallService service;

  @BeforeEach
  void open() {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
  }

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nic/update",
        "/v2/update",
        "/v3/update",
        "/dyndns/update",
        "/ph/update",
        "/nic/update/"
      })
  void dyndns2_says_good_and_then_nochg(String path) {
    Response first = get(path + "?hostname=h&myip=198.51.100.9", basic("home", HOME));
    assertThat(first).isEqualTo(Response.text(200, "good 198.51.100.9\n"));
    assertThat(get(path + "?hostname=h&myip=198.51.100.9", basic("home", HOME)).body())
        .isEqualTo("nochg 198.51.100.9\n");
  }

  @Test
  void the_token_may_be_the_password_or_the_user_or_a_bearer_or_in_the_query() {
    for (String header :
        List.of(basic("any", HOME), basic(HOME, "any"), "Bearer " + HOME, "token " + HOME)) {
      assertThat(get("/nic/update", header).status()).as(header).isEqualTo(200);
    }
    for (String query :
        List.of(
            "password=" + HOME,
            "PASSWORD=" + HOME + "&USERNAME=x",
            "pass=" + HOME,
            "token=" + HOME,
            "username=" + HOME + "&password=x",
            "user=" + HOME)) {
      assertThat(get("/nic/update?" + query).status()).as(query).isEqualTo(200);
    }
    String lowerCase = basic("home", HOME).replace("Basic", "basic");
    assertThat(get("/nic/update", lowerCase).status()).isEqualTo(200);
  }

  @Test
  void who_sends_no_credentials_is_challenged() {
    for (String header : List.of("", "Basic Og==", "Basic !!!", "Digest x")) {
      Response answer = header.isEmpty() ? get("/nic/update") : get("/nic/update", header);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("badauth\n");
      assertThat(answer.headers())
          .containsEntry("WWW-Authenticate", "Basic realm=\"Scrappy DDNS\", charset=\"UTF-8\"");
    }
    assertThat(get("/nic/update", basic("home", "wrong")).status()).isEqualTo(401);
  }

  @Test
  void there_is_one_line_for_each_host_name() {
    assertThat(get("/nic/update?hostname=a,b,c&myip=198.51.100.9", basic("", HOME)).body())
        .isEqualTo("good 198.51.100.9\n".repeat(3));
    String many = "h,".repeat(21);
    assertThat(get("/nic/update?hostname=" + many, basic("", HOME)))
        .isEqualTo(Response.text(400, "numhost\n"));
  }

  @Test
  void a_network_with_listed_host_names_answers_to_no_other() {
    assertThat(get("/nic/update?hostname=OFFICE.example.com", basic("", OFFICE)).status())
        .isEqualTo(200);
    assertThat(get("/nic/update?hostname=office.example.com,else.example.com", basic("", OFFICE)))
        .isEqualTo(Response.text(404, "nohost\n"));
    assertThat(get("/nic/update", basic("", OFFICE)).status()).isEqualTo(200);
  }

  @Test
  void both_families_in_one_call_are_one_check_in() {
    assertThat(get("/nic/update?myip=198.51.100.9,2001:DB8::9", basic("", HOME)).body())
        .isEqualTo("good 198.51.100.9,2001:db8::9\n");
    assertThat(
            get("/nic/update?myip=198.51.100.9&myipv6=2001%3adb8%3a%3a9", basic("", HOME)).body())
        .isEqualTo("nochg 198.51.100.9,2001:db8::9\n");
    assertThat(get("/nic/update?myip=198.51.100.9&myipv6=2001:db8::a", basic("", HOME)).body())
        .startsWith("good ");
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
    assertThat(get("/nic/update?myip=" + value, basic("", HOME)).body())
        .isEqualTo("good 203.0.113.7\n");
    assertThat(get("/" + HOME + "?ip_address=" + value).body()).isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @Test
  void what_is_no_address_is_badip_and_never_200() {
    assertThat(get("/nic/update?myip=example.com", basic("", HOME)))
        .isEqualTo(Response.text(400, "badip\n"));
    assertThat(get("/nic/update?myip=198.51.100.9,x", basic("", HOME)).status()).isEqualTo(400);
    assertThat(service.story(HOME)).isEmpty();
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
    get("/" + HOME + "?" + name + "=198.51.100.9");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"myipv6", "ipv6", "ip6", "ip6addr", "v6", "aaaa", "myip2", "IP6ADDR"})
  void an_ipv6_address_goes_by_many_names(String name) {
    get("/" + HOME + "?" + name + "=2001:db8::9");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 2001:db8::9");
  }

  @Test
  void who_speaks_dyndns2_on_the_token_path_is_answered_in_it() {
    assertThat(get("/" + HOME + "?hostname=a,b&myip=198.51.100.9").body())
        .isEqualTo("good 198.51.100.9\n".repeat(2));
    assertThat(get("/" + HOME + "?home.example.com").body()).isEqualTo("OK");
    assertThat(get("/" + HOME + "?ip_address=198.51.100.9&x=1").body()).isEqualTo("OK");
  }

  @Test
  void forms_and_json_say_the_same() {
    assertThat(post("/" + HOME, "ip=198.51.100.9&domain=home").body()).isEqualTo("OK");
    assertThat(post("/" + HOME, "{\"ip\":\"198.51.100.10\",\"ttl\":5,\"x\":null}").body())
        .isEqualTo("OK");
    assertThat(post("/" + HOME, "{broken").body()).isEqualTo("OK");
    assertThat(post("/nic/update", "username=x&password=" + HOME + "&myip=198.51.100.11").body())
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
    get("/" + HOME + "?myip=198.51.100.9&ip6lanprefix=2001:db8:1::/56");
    get("/" + HOME + "?myip=198.51.100.9&ip6lanprefix=2001:db8:1:0::/56");
    get("/" + HOME + "?ip6lanprefix=2001:db8:2:3::1/56");
    get("/" + HOME + "?myip=198.51.100.9,2001:db8:9::5/64");
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
      assertThat(get("/" + HOME + "?ip6lanprefix=2001:db8::" + length).status()).isEqualTo(400);
    }
    assertThat(service.story(HOME)).isEmpty();
    assertThat(get("/" + HOME + "?ip6lanprefix=2001:db8::/1").body()).isEqualTo("OK");
  }

  @Test
  void duckdns_says_ok_and_ko_with_a_status_that_means_it() {
    assertThat(get("/update?domains=home&token=" + HOME + "&ip=198.51.100.9"))
        .isEqualTo(Response.text(200, "OK"));
    assertThat(get("/update?domains=home&token=" + HOME + "&ip=198.51.100.9&verbose=true").body())
        .isEqualTo("OK\n198.51.100.9\n\nNOCHANGE");
    assertThat(
            get("/update?domains=home&token=" + HOME + "&ip=&ipv6=2001:db8::9&verbose=true").body())
        .isEqualTo("OK\n\n2001:db8::9\nUPDATED");
    assertThat(get("/update/home/" + HOME + "/198.51.100.10").body()).isEqualTo("OK");
    assertThat(get("/update/home/" + HOME).body()).isEqualTo("OK");
    assertThat(get("/update?domains=home&token=wrong")).isEqualTo(Response.text(401, "KO"));
    assertThat(get("/update/home")).isEqualTo(Response.text(401, "KO"));
    assertThat(get("/update?domains=home&token=" + HOME + "&ip=x"))
        .isEqualTo(Response.text(400, "KO"));
    assertThat(get("/update?domains=home&token=" + HOME + "&clear=true").status()).isEqualTo(400);
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 198.51.100.9",
            "FIRST_SEEN 2001:db8::9",
            "CHANGED 198.51.100.10",
            "CHANGED 203.0.113.7");
  }

  @Test
  void freedns_speaks_in_its_sentences() {
    assertThat(get("/dynamic/update.php?" + HOME + "&address=198.51.100.9"))
        .isEqualTo(Response.text(200, "Updated host to 198.51.100.9\n"));
    assertThat(get("/u/" + HOME + "/?ip=198.51.100.9").body())
        .isEqualTo("ERROR: Address 198.51.100.9 has not changed.\n");
    assertThat(get("/u/" + HOME).body()).isEqualTo("Updated host to 203.0.113.7\n");
    assertThat(get("/dynamic/update.php?wrong").status()).isEqualTo(404);
    assertThat(get("/u/wrong/").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"/myip, 203.0.113.7", "/ip, 203.0.113.7", "/myip?format=text, 203.0.113.7"})
  void the_echo_tells_the_callers_address(String path, String expected) {
    assertThat(get(path)).isEqualTo(Response.text(200, expected + "\n"));
  }

  @Test
  void the_page_echo_is_what_checkip_clients_look_for() {
    assertThat(get("/checkip").body()).contains("Current IP Address: 203.0.113.7</body>");
    assertThat(get("/checkip.html").headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(service.story(HOME)).isEmpty();
  }

  @Test
  void what_is_held_can_be_read_without_checking_in() {
    assertThat(get("/" + HOME + "/ip")).isEqualTo(Response.text(200, ""));
    get("/" + HOME + "?myip=198.51.100.9,2001:db8::9");
    assertThat(get("/" + HOME + "/ip").body()).isEqualTo("198.51.100.9\n2001:db8::9\n");
    assertThat(get("/wrong/ip").status()).isEqualTo(404);
    assertThat(service.story(HOME)).hasSize(2);
  }

  @Test
  void slashes_too_many_are_forgiven() {
    assertThat(get("//" + HOME).body()).isEqualTo("OK");
    assertThat(get("/" + HOME + "/").body()).isEqualTo("OK");
  }

  private Response get(String target) {
    return service.endpoint().handle(Calls.get(target, PEER)).join();
  }

  private Response get(String target, String authorization) {
    Request call = Calls.get(target, PEER, "Authorization: " + authorization);
    return service.endpoint().handle(call).join();
  }

  private Response post(String path, String body) {
    PublicAddress peer = Calls.address(PEER);
    Request call = new Request("POST", path, "", peer, name -> List.of(), body);
    return service.endpoint().handle(call).join();
  }

  private static String basic(String user, String password) {
    String pair = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
