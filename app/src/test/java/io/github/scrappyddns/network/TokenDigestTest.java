package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenDigestTest {
  /** The first is NIST's example for FIPS 180; the second came from sha256sum. */
  @ParameterizedTest
  @CsvSource({
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "NRmPzFrTYwgvhuQN3a5k, 117ab572dab3ecc3203a4d800d3460b6d73cad5c072c067f862f178f6a9b041f",
  })
  void a_digest_is_the_sha_256_of_the_token(String token, String hex) {
    TokenDigest digest = Token.parse(token).orElseThrow().digest();
    assertThat(digest.hex()).isEqualTo(hex);
    assertThat(TokenDigest.ofHex(hex)).isEqualTo(digest);
  }

  @Test
  void every_bit_survives_the_database() {
    for (String hex : new String[] {"0".repeat(64), "f".repeat(64), "8" + "0".repeat(63)}) {
      assertThat(TokenDigest.ofHex(hex).hex()).isEqualTo(hex);
    }
  }

  @Test
  void equal_tokens_are_one_key_and_others_are_another() {
    Map<TokenDigest, String> map = new HashMap<>();
    map.put(Token.parse("one").orElseThrow().digest(), "first");
    assertThat(map.get(Token.parse("one").orElseThrow().digest())).isEqualTo("first");
    assertThat(map.get(Token.parse("One").orElseThrow().digest())).isNull();
    assertThat(map.get(Token.parse("one.").orElseThrow().digest())).isNull();
  }
}
