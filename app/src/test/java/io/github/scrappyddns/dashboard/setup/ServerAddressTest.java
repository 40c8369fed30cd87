package io.github.scrappyddns.dashboard.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address a router is told to call. */
class ServerAddressTest {
  private static String of(String host, Optional<String> lan) {
    return Setups.Server.of(Optional.empty(), false, Optional.of(host), lan).address().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5000, http://192.168.1.2:5000",
    "127.0.0.1:5000, http://192.168.1.2:5000",
    "127.1.2.3, http://192.168.1.2",
    "[::1]:80, http://192.168.1.2:80",
    "localhost.example.com, http://localhost.example.com",
    "127.0.0.1.example.com:80, http://127.0.0.1.example.com:80",
    "10.0.0.5:5000, http://10.0.0.5:5000"
  })
  void loopback_is_what_the_machine_is_called_in_its_network(String host, String address) {
    assertThat(of(host, Optional.of("192.168.1.2"))).isEqualTo(address);
  }

  @Test
  void without_another_address_it_stays() {
    assertThat(of("127.0.0.1:5000", Optional.empty())).isEqualTo("http://127.0.0.1:5000");
  }

  @Test
  void what_the_owner_says_goes_before() {
    URI own = URI.create("https://ddns.example.com");
    assertThat(
            Setups.Server.of(
                    Optional.of(own), false, Optional.of("localhost"), Optional.of("10.0.0.1"))
                .address())
        .isEqualTo(own);
  }
}
