package io.github.scrappyddns.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, localhost",
    "::, localhost",
    "::1, [::1]",
    "[::1], [::1]",
    "127.0.0.1, 127.0.0.1",
    "nas.lan, nas.lan"
  })
  void a_url_names_the_address_that_is_listened_on(String host, String name) {
    assertThat(ServeCommand.nameInUrl(host)).isEqualTo(name);
  }
}
