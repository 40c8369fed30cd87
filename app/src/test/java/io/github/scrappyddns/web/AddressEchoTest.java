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
import org.junit.jupiter.params.provider.CsvSource;

/** What tells callers their own address, and checks nobody in. */
class AddressEchoTest {
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
  @CsvSource({"/myip, 203.0.113.7", "/ip, 203.0.113.7", "/myip?format=text, 203.0.113.7"})
  void the_echo_tells_the_callers_address(String path, String expected) {
    assertThat(service.get(path)).isEqualTo(Response.text(200, expected + "\n"));
  }

  @Test
  void the_page_echo_is_what_checkip_clients_look_for() {
    assertThat(service.get("/checkip").body()).contains("Current IP Address: 203.0.113.7</body>");
    assertThat(service.get("/checkip.html").headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(service.story(HOME)).isEmpty();
  }
}
