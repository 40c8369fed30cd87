package io.github.scrappyddns.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {
  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 s",
    "PT59S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min",
    "PT1H, 1 h",
    "PT3H12M, 3 h 12 min",
    "PT47H59M, 47 h 59 min",
    "PT48H, 2 days",
    "P400D, 400 days",
  })
  void a_length_is_said_in_its_greatest_units(Duration time, String words) {
    assertThat(Words.english("alerts").length(time)).isEqualTo(words);
    assertThat(Words.english("pages").length(time)).isEqualTo(words);
  }
}
