package io.github.scrappyddns.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final String SECRET =
      BaseEncoding.base32().encode("12345678901234567890".getBytes(US_ASCII));

  /** RFC 6238, appendix B, the last six of the eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void the_codes_are_those_of_the_standard(long second, String code) {
    assertThat(Totp.codeAt(SECRET, second * 1000)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, second * 1000, 0)).hasValue(second / 30);
  }

  @Test
  void a_clock_may_be_half_a_minute_off_and_no_more() {
    long now = 1_234_567_890_000L;
    assertThat(Totp.step(SECRET, Totp.codeAt(SECRET, now - 30_000), now, 0)).isPresent();
    assertThat(Totp.step(SECRET, Totp.codeAt(SECRET, now + 30_000), now, 0)).isPresent();
    assertThat(Totp.step(SECRET, Totp.codeAt(SECRET, now - 60_000), now, 0)).isEmpty();
    assertThat(Totp.step(SECRET, Totp.codeAt(SECRET, now + 60_000), now, 0)).isEmpty();
  }

  @Test
  void a_code_counts_once() {
    long now = 1_234_567_890_000L;
    String code = Totp.codeAt(SECRET, now);
    long step = Totp.step(SECRET, code, now, 0).orElseThrow();
    assertThat(Totp.step(SECRET, code, now, step)).isEmpty();
  }
}
