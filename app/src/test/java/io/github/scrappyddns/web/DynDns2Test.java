package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.testing.SmallService.OFFICE;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of dyndns2, as docs/clients.md tells it. */
class DynDns2Test {
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
        "/nic/update",
        "/v2/update",
        "/v3/update",
        "/dyndns/update",
        "/ph/update",
        "/nic/update/",
        "/nic/dyndns",
        "/nic/"
      })
  void dyndns2_says_good_and_then_nochg(String path) {
    Response first = service.get(path + "?hostname=h&myip=198.51.100.9", basic("home", HOME));
    assertThat(first).isEqualTo(Response.text(200, "good 198.51.100.9\n"));
    assertThat(service.get(path + "?hostname=h&myip=198.51.100.9", basic("home", HOME)).body())
        .isEqualTo("nochg 198.51.100.9\n");
  }

  @Test
  void the_token_may_be_the_password_or_the_user_or_a_bearer_or_in_the_query() {
    for (String header :
        List.of(basic("any", HOME), basic(HOME, "any"), "Bearer " + HOME, "token " + HOME)) {
      assertThat(service.get("/nic/update", header).status()).as(header).isEqualTo(200);
    }
    for (String query :
        List.of(
            "password=" + HOME,
            "PASSWORD=" + HOME + "&USERNAME=x",
            "pass=" + HOME,
            "token=" + HOME,
            "username=" + HOME + "&password=x",
            "user=" + HOME)) {
      assertThat(service.get("/nic/update?" + query).status()).as(query).isEqualTo(200);
    }
    String lowerCase = basic("home", HOME).replace("Basic", "basic");
    assertThat(service.get("/nic/update", lowerCase).status()).isEqualTo(200);
  }

  @Test
  void any_right_credential_lets_in_whatever_else_a_call_carries() {
    String proxys = "Basic YWRtaW46eA==";
    for (String query :
        List.of(
            "token=" + HOME,
            "password=wrong&token=" + HOME,
            "token=wrong&token=" + HOME,
            "username=x&password=y&user=" + HOME)) {
      assertThat(service.get("/nic/update?" + query, proxys).status()).as(query).isEqualTo(200);
      assertThat(service.get("/nic/update?" + query, "Bearer x").status()).isEqualTo(200);
    }
    assertThat(service.get("/nic/update?token=wrong", basic("home", HOME)).status()).isEqualTo(200);
    assertThat(service.get("/nic/update?token=wrong", proxys).status()).isEqualTo(401);
    assertThat(service.get("/update?domains=home", basic("home", HOME)).body()).isEqualTo("OK");
    assertThat(service.get("/update/home/wrong", "Bearer " + HOME).body()).isEqualTo("OK");
    assertThat(service.get("/u/wrong/", basic(HOME, "")).status()).isEqualTo(200);
  }

  @Test
  void white_space_around_a_credential_is_none_of_it() {
    for (String header :
        List.of(
            basic("home", HOME + "\n"),
            basic(" home ", " " + HOME + " "),
            basic(HOME + "\n", ""),
            "Basic   " + basic("home", HOME).substring(6) + " ",
            "Bearer  " + HOME,
            HOME)) {
      assertThat(service.get("/nic/update", header).status()).as(header).isEqualTo(200);
    }
    assertThat(service.get("/nic/update?password=%20" + HOME + "%0A").status()).isEqualTo(200);
  }

  @Test
  void one_call_is_no_way_to_guess_many_tokens() {
    String guesses = "token=wrong&".repeat(8) + "token=" + HOME;
    assertThat(service.get("/nic/update?" + guesses).status()).isEqualTo(401);
    assertThat(service.get("/nic/update?" + guesses, basic("", HOME)).status()).isEqualTo(200);
  }

  @Test
  void who_sends_no_credentials_is_challenged() {
    for (String header : List.of("", "Basic Og==", "Basic !!!", "Digest x")) {
      Response answer =
          header.isEmpty() ? service.get("/nic/update") : service.get("/nic/update", header);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("badauth\n");
      assertThat(answer.headers())
          .containsEntry("WWW-Authenticate", "Basic realm=\"Scrappy DDNS\", charset=\"UTF-8\"");
    }
    assertThat(service.get("/nic/update", basic("home", "wrong")).status()).isEqualTo(401);
  }

  @Test
  void there_is_one_line_for_each_host_name() {
    assertThat(service.get("/nic/update?hostname=a,b,c&myip=198.51.100.9", basic("", HOME)).body())
        .isEqualTo("good 198.51.100.9\n".repeat(3));
    String many = "h,".repeat(21);
    assertThat(service.get("/nic/update?hostname=" + many, basic("", HOME)))
        .isEqualTo(Response.text(400, "numhost\n"));
  }

  @Test
  void a_network_with_listed_host_names_answers_to_no_other() {
    assertThat(service.get("/nic/update?hostname=OFFICE.example.com", basic("", OFFICE)).status())
        .isEqualTo(200);
    assertThat(
            service.get(
                "/nic/update?hostname=office.example.com,else.example.com", basic("", OFFICE)))
        .isEqualTo(Response.text(404, "nohost\n"));
    assertThat(service.get("/nic/update", basic("", OFFICE)).status()).isEqualTo(200);
    for (String named :
        List.of(
            "action=edit&hostname=YES&host_id=office.example.com",
            "hostname=%h",
            "hostname=__HOSTNAME__",
            "hostname=office.example.com%20OFFICE.example.com.")) {
      assertThat(service.get("/nic/dyndns?" + named, basic("", OFFICE)).status())
          .as(named)
          .isEqualTo(200);
    }
    assertThat(service.get("/nic/dyndns?hostname=YES&host_id=else", basic("", OFFICE)).status())
        .isEqualTo(404);
  }

  @Test
  void both_families_in_one_call_are_one_check_in() {
    assertThat(service.get("/nic/update?myip=198.51.100.9,2001:DB8::9", basic("", HOME)).body())
        .isEqualTo("good 198.51.100.9,2001:db8::9\n");
    assertThat(
            service
                .get("/nic/update?myip=198.51.100.9&myipv6=2001%3adb8%3a%3a9", basic("", HOME))
                .body())
        .isEqualTo("nochg 198.51.100.9,2001:db8::9\n");
    assertThat(
            service.get("/nic/update?myip=198.51.100.9&myipv6=2001:db8::a", basic("", HOME)).body())
        .startsWith("good ");
  }

  @Test
  void what_is_no_address_is_badip_and_never_200() {
    assertThat(service.get("/nic/update?myip=example.com", basic("", HOME)))
        .isEqualTo(Response.text(400, "badip\n"));
    assertThat(service.get("/nic/update?myip=198.51.100.9,x", basic("", HOME)).status())
        .isEqualTo(400);
    assertThat(service.story(HOME)).isEmpty();
  }

  @Test
  void who_speaks_dyndns2_on_the_token_path_is_answered_in_it() {
    assertThat(service.get("/" + HOME + "?hostname=a,b&myip=198.51.100.9").body())
        .isEqualTo("good 198.51.100.9\n".repeat(2));
    assertThat(service.get("/" + HOME + "?home.example.com").body()).isEqualTo("OK");
    assertThat(service.get("/" + HOME + "?ip_address=198.51.100.9&x=1").body()).isEqualTo("OK");
  }
}
