package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.SmallService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check-ins through a proxy that {@code PROXY_COUNT} expects. */
class BehindProxyTest {
  private static final String PROXY = "10.0.0.1";
  private static final Response OUR_FAULT = Response.text(503, "911\n");

  @TempDir Path directory;
  private SmallService service;

  @BeforeEach
  void start() {
    service = new SmallService(directory, new ProxyRule(2, List.of())).start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Response get(String target, String... headerLines) {
    return service.endpoint().handle(Calls.get(target, PROXY, headerLines)).join();
  }

  @Test
  void the_address_is_what_the_proxies_say() {
    assertThat(get("/" + HOME, "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.2").body())
        .isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @Test
  void without_an_address_to_be_believed_nothing_is_stored_and_it_is_said_once_an_hour() {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      for (int i = 0; i < 3; i++) {
        assertThat(get("/" + HOME)).isEqualTo(OUR_FAULT);
        assertThat(get("/" + HOME, "X-Forwarded-For: 203.0.113.7")).isEqualTo(OUR_FAULT);
        assertThat(get("/" + HOME + "?ip_address=0.0.0.0")).isEqualTo(OUR_FAULT);
      }
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("PROXY_COUNT is 2"));
      service.clock().advance(Duration.ofHours(1));
      assertThat(get("/" + HOME)).isEqualTo(OUR_FAULT);
      assertThat(log.lines()).hasSize(3).noneMatch(line -> line.contains(HOME));
    }
    assertThat(service.story(HOME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "254.252.239.103 | 254.252.239.103, a reserved address",
        "224.0.0.1:80 | 224.0.0.1, a multicast address",
        "ff02::1 | ff02::1, a multicast address",
        "unknown | the word 'unknown'",
        "secret-of-somebody | something like 'xxxxxx-xx-xxxxxxxx'",
        "10.1.2.300 | something like '00.0.0.000'",
        "'' | nothing",
      })
  void what_came_in_place_of_an_address_is_shown_but_not_what_it_may_hold(
      String hop, String shown) {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      assertThat(get("/" + HOME, "X-Forwarded-For: 1.2.3.4, " + hop + ", 10.0.0.2"))
          .isEqualTo(OUR_FAULT);
      assertThat(get("/" + HOME, "X-Forwarded-For: x, y, z")).isEqualTo(OUR_FAULT);
      assertThat(log.lines())
          .containsExactly(
              "ERROR Misconfiguration, check-ins are answered 911: X-Forwarded-For holds no address"
                  + " of a host where the caller's should be: "
                  + shown);
    }
  }

  @Test
  void a_declared_address_needs_no_proxy() {
    assertThat(get("/" + HOME + "?ip_address=203.0.113.7").body()).isEqualTo("OK");
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @Test
  void a_wrong_token_is_answered_404_although_the_proxy_is_not_understood() {
    try (CapturedLog log = new CapturedLog(CheckInDesk.class)) {
      assertThat(get("/wrong")).isEqualTo(Response.text(404, "Not Found\n"));
      assertThat(log.lines()).isEmpty();
    }
  }
}
