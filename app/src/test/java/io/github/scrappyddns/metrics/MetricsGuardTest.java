package io.github.scrappyddns.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees the figures where there is no token. */
class MetricsGuardTest {
  private final MetricsGuard guard = new MetricsGuard(Optional.empty(), unused -> Duration.ZERO);

  private static Request call(String peer, String name, String value) {
    Map<String, String> headers = Map.of(name.toLowerCase(Locale.ROOT), value);
    return new Request(
        "GET",
        "/metrics",
        "",
        PublicAddress.parse(peer).orElseThrow(),
        field ->
            Optional.ofNullable(headers.get(field.toLowerCase(Locale.ROOT)))
                .map(List::of)
                .orElse(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, Host, localhost:5000, true",
    "127.0.0.1, Host, 127.0.0.1:5000, true",
    "::1, Host, [::1]:5000, true",
    "127.8.9.10, Host, LOCALHOST, true",
    "203.0.113.7, Host, localhost:5000, false",
    "192.168.1.2, Host, localhost:5000, false",
    "127.0.0.1, Host, ddns.example.com, false",
    "127.0.0.1, Host, localhost.example.com, false",
    "127.0.0.1, X-Forwarded-For, 127.0.0.1, false",
    "127.0.0.1, Forwarded, for=127.0.0.1, false",
    "127.0.0.1, X-Real-IP, 203.0.113.7, false",
    "127.0.0.1, Via, 1.1 caddy, false"
  })
  void a_program_on_this_machine_does_and_nobody_else(
      String peer, String name, String value, boolean admitted) {
    assertThat(guard.admits(call(peer, name, value))).isEqualTo(admitted);
  }
}
