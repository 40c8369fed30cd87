package io.github.scrappyddns.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackHostTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, nas",
    "LocalHost:5000, nas:5000",
    "127.0.0.1:80, nas:80",
    "127.8.9.10, nas",
    "[::1], nas",
    "[::1]:65535, nas:65535",
    "localhost.example.com,",
    "127.0.0.1.example.com:80,",
    "my-localhost,",
    "localhost:five,",
    "127.0.1,",
    "::1,",
    "10.0.0.5:5000,",
    "'',"
  })
  void it_is_known_by_its_whole_name_and_keeps_its_port(String host, String renamed) {
    assertThat(LoopbackHost.is(host)).isEqualTo(renamed != null);
    assertThat(LoopbackHost.renamed(host, "nas")).isEqualTo(renamed == null ? host : renamed);
  }
}
