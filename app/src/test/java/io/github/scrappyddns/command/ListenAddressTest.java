package io.github.scrappyddns.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @Test
  void no_word_means_every_address_and_port_5000() {
    assertThat(ListenAddress.plain())
        .hasValueSatisfying(
            listen -> {
              assertThat(listen.host).isEqualTo("0.0.0.0");
              assertThat(listen.port).isEqualTo(5000);
            });
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 0", "::, 5000", "2001:db8::1, 65535"})
  void an_address_and_a_port_are_plain(String host, String port) {
    assertThat(ListenAddress.plain(host, port))
        .hasValueSatisfying(
            listen -> {
              assertThat(listen.host).isEqualTo(host);
              assertThat(listen.port).isEqualTo(Integer.parseInt(port));
            });
    assertThat(ListenAddress.plain(host))
        .hasValueSatisfying(listen -> assertThat(listen.host).isEqualTo(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "localhost",
        "--help",
        "127.0.0.1 http",
        "127.0.0.1 -1",
        "127.0.0.1 100000",
        "127.0.0.1 5000 x",
        "@words"
      })
  void all_else_is_left_to_picocli(String words) {
    assertThat(ListenAddress.plain(words.split(" "))).isEmpty();
  }
}
