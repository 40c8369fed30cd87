package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", ".", "_", "~", "-", "NRmPzFrTYwgvhuQN3a5k", "a.b_c~d-e"})
  void a_token_is_one_or_more_unreserved_characters(String text) {
    assertThat(Token.parse(text).orElseThrow().reveal()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a/b", "a%20b", "a:b", "a?b", "a+b", "ä", "a\n", "１", "a;b"})
  void anything_else_is_no_token(String text) {
    assertThat(Token.parse(text)).isEmpty();
  }

  @Test
  void a_fresh_token_has_24_characters_that_a_token_may_have_and_none_comes_twice() {
    SecureRandom random = new SecureRandom();
    Set<String> fresh = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String text = Token.generate(random).reveal();
      assertThat(text).hasSize(24).matches("[A-Za-z2-9]+").doesNotContainPattern("[IOl01]");
      assertThat(Token.parse(text)).isPresent();
      fresh.add(text);
    }
    assertThat(fresh).hasSize(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "a, ***",
    "123456789012345, ***",
    "1234567890123456, 1234…",
    "NRmPzFrTYwgvhuQN3a5k, NRmP…",
  })
  void printing_a_token_shows_its_first_characters_at_most(String text, String printed) {
    assertThat(Token.parse(text).orElseThrow()).hasToString(printed);
  }

  @Test
  void a_token_under_16_characters_is_short() {
    assertThat(Token.parse("x".repeat(15)).orElseThrow().isShort()).isTrue();
    assertThat(Token.parse("x".repeat(16)).orElseThrow().isShort()).isFalse();
  }
}
