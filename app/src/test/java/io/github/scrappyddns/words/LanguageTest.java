package io.github.scrappyddns.words;

import static io.github.scrappyddns.words.Language.ENGLISH;
import static io.github.scrappyddns.words.Language.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | GERMAN",
        "de-AT | GERMAN",
        "DE-ch-1996 | GERMAN",
        "en-GB | ENGLISH",
        "de-AT,de;q=0.9,en;q=0.8 | GERMAN",
        "en-US,en;q=0.9,de;q=0.8 | ENGLISH",
        "en;q=0.3, de;q=0.7 | GERMAN",
        "en;q=0.301, de;q=0.3 | ENGLISH",
        "fr, de;q=0.1 | GERMAN",
        "fr,nl;q=0.9,*;q=0.5 | ENGLISH",
        "de;Q=1.000 | GERMAN",
        "de ; q=0.5 | GERMAN",
        "de;q=0 | ENGLISH",
        "de;q=2, en;q=0.1 | ENGLISH",
        "de;q=, de;q=x, ;;, de-, =, en;q=0.1 | ENGLISH",
        "deutsch | ENGLISH",
      })
  void a_browser_is_given_what_it_likes_best_of_what_there_is(String wish, Language best) {
    assertThat(Language.wished(List.of(wish), ENGLISH)).isEqualTo(best);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fr", "*", "*;q=0.5, fr", "zh-Hant-TW", "\u0000", "en;q=0", ",,,"})
  void who_asks_for_none_that_there_is_gets_that_of_the_installation(String wish) {
    assertThat(Language.wished(List.of(wish), GERMAN)).isEqualTo(GERMAN);
    assertThat(Language.wished(List.of(wish), ENGLISH)).isEqualTo(ENGLISH);
  }

  @Test
  void several_headers_are_one() {
    assertThat(Language.wished(List.of("fr", "en;q=0.2", "de;q=0.4"), ENGLISH)).isEqualTo(GERMAN);
    assertThat(Language.wished(List.of(), GERMAN)).isEqualTo(GERMAN);
  }

  @Test
  void a_header_that_is_too_long_is_no_wish() {
    assertThat(Language.wished(List.of("de" + ",x".repeat(400)), ENGLISH)).isEqualTo(GERMAN);
    assertThat(Language.wished(List.of("de" + ",x".repeat(500)), ENGLISH)).isEqualTo(ENGLISH);
  }

  @Test
  void a_tag_is_known_whatever_its_region_and_case() {
    assertThat(Language.of(" de_CH ")).contains(GERMAN);
    assertThat(Language.of("EN")).contains(ENGLISH);
    assertThat(Language.of("")).isEmpty();
    assertThat(Language.of("fr")).isEmpty();
  }
}
