package io.github.scrappyddns.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Café am See",
        "Cafe\u0301 am See",
        "Café\u00a0am\u202fSee",
        "Café  am\t See",
        " Café am See ",
        "\ufeffCafé am\u200b See\u2060",
        "Cafe\u200b\u0301 am See",
        "\u3000Café\u2003am\u2028See\u00a0",
      })
  void what_looks_alike_is_one_name(String spelling) {
    assertThat(NameKey.of(spelling)).isEqualTo("Café am See");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Home", "Home 2", "a", "~!#:", "東京", "Ⅳ", "ﬁ"})
  void a_name_that_needs_no_folding_is_its_own_key(String name) {
    assertThat(NameKey.of(name)).isEqualTo(name);
  }

  @Test
  void case_and_letters_of_compatibility_tell_names_apart() {
    assertThat(NameKey.of("Home")).isNotEqualTo(NameKey.of("home"));
    assertThat(NameKey.of("Home\u00b2")).isNotEqualTo(NameKey.of("Home2"));
    assertThat(NameKey.of("Ho me")).isNotEqualTo(NameKey.of("Home"));
  }

  @Test
  void joiners_stay() {
    String family = "👨\u200d👩\u200d👧";
    assertThat(NameKey.of(family)).isEqualTo(family);
    assertThat(NameKey.of("می\u200cخواهم")).isNotEqualTo(NameKey.of("میخواهم"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0\u200b\t\ufeff"})
  void what_cannot_be_seen_has_no_key(String name) {
    assertThat(NameKey.of(name)).isEmpty();
  }
}
