package io.github.scrappyddns.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
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
    assertThat(Words.ofAlerts(Language.ENGLISH).length(time)).isEqualTo(words);
    assertThat(Words.ofPages(Language.ENGLISH).length(time)).isEqualTo(words);
  }

  /** An alert says how long something has lasted, or when it ends; a page names a length alone. */
  @Test
  void a_length_has_the_case_that_the_sentences_around_it_ask_for() {
    assertThat(Words.ofAlerts(Language.GERMAN).length(Duration.ofDays(12))).isEqualTo("12 Tagen");
    assertThat(Words.ofPages(Language.GERMAN).length(Duration.ofDays(12))).isEqualTo("12 Tage");
    assertThat(Words.ofPages(Language.GERMAN).length(Duration.ofMinutes(192)))
        .isEqualTo("3 h 12 min");
  }
}
