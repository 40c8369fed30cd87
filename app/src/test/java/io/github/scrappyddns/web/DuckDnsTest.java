package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.http.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of DuckDNS, with statuses that mean what the words say. */
class DuckDnsTest {
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
  @ValueSource(strings = {"verbose=true", "verbose=1", "verbose", "VERBOSE=yes", "verbose="})
  void it_is_verbose_whenever_the_word_is_there(String word) {
    String call = "/update?domains=home&token=" + HOME + "&ip=198.51.100.9&" + word;
    assertThat(service.get(call)).isEqualTo(Response.text(200, "OK\n198.51.100.9\n\nUPDATED"));
    assertThat(service.get(call)).isEqualTo(Response.text(200, "OK\n198.51.100.9\n\nNOCHANGE"));
  }

  @Test
  void ddns_fm_calls_the_token_a_key() {
    assertThat(service.get("/update?key=" + HOME + "&domain=home&myip=198.51.100.9"))
        .isEqualTo(Response.text(200, "OK"));
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 198.51.100.9");
  }

  @Test
  void a_path_without_its_label_is_understood() {
    assertThat(service.get("/update//" + HOME + "/198.51.100.9").body()).isEqualTo("OK");
    assertThat(service.get("/update/" + HOME).body()).isEqualTo("OK");
    assertThat(service.get("//update//home//" + HOME + "/").body()).isEqualTo("OK");
    assertThat(service.get("/update/home/" + HOME + "/x").body()).isEqualTo("KO");
    assertThat(service.get("/update/" + HOME + "/203.0.113.300").body()).isEqualTo("KO");
    assertThat(service.get("/update?domains=h&token=" + HOME + "&txt=&clear=false").body())
        .isEqualTo("OK");
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 198.51.100.9", "CHANGED 203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/198.51.100.9,2001:db8::9/",
        "/198.51.100.9/2001:db8::9",
        "/none/198.51.100.9,2001:db8::9",
        "/198.51.100.9%2F24/2001:db8::9",
      })
  void all_that_follows_the_token_is_addresses(String rest) {
    assertThat(service.get("/update/" + HOME + rest).body()).isEqualTo("OK");
    assertThat(service.get("/update/home/" + HOME + rest).body()).isEqualTo("OK");
    assertThat(service.story(HOME))
        .containsExactly("FIRST_SEEN 198.51.100.9", "FIRST_SEEN 2001:db8::9");
  }

  @Test
  void a_prefix_in_the_path_is_one() {
    assertThat(service.get("/update/home/" + HOME + "/2001:db8:1::/56").body()).isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 2001:db8:1::/56");
  }

  @Test
  void duckdns_says_ok_and_ko_with_a_status_that_means_it() {
    assertThat(service.get("/update?domains=home&token=" + HOME + "&ip=198.51.100.9"))
        .isEqualTo(Response.text(200, "OK"));
    assertThat(
            service
                .get("/update?domains=home&token=" + HOME + "&ip=198.51.100.9&verbose=true")
                .body())
        .isEqualTo("OK\n198.51.100.9\n\nNOCHANGE");
    assertThat(
            service
                .get("/update?domains=home&token=" + HOME + "&ip=&ipv6=2001:db8::9&verbose=true")
                .body())
        .isEqualTo("OK\n\n2001:db8::9\nUPDATED");
    assertThat(service.get("/update/home/" + HOME + "/198.51.100.10").body()).isEqualTo("OK");
    assertThat(service.get("/update/home/" + HOME).body()).isEqualTo("OK");
    assertThat(service.get("/update?domains=home&token=wrong")).isEqualTo(Response.text(401, "KO"));
    assertThat(service.get("/update/home")).isEqualTo(Response.text(401, "KO"));
    assertThat(service.get("/update?domains=home&token=" + HOME + "&ip=x"))
        .isEqualTo(Response.text(400, "KO"));
    assertThat(service.get("/update?domains=home&token=" + HOME + "&clear=true").status())
        .isEqualTo(400);
    assertThat(service.story(HOME))
        .containsExactly(
            "FIRST_SEEN 198.51.100.9",
            "FIRST_SEEN 2001:db8::9",
            "CHANGED 198.51.100.10",
            "CHANGED 203.0.113.7");
  }
}
