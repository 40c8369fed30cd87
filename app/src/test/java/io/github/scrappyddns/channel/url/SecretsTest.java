package io.github.scrappyddns.channel.url;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.testing.RandomCases;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which spellings a secret is known again. */
class SecretsTest {
  private static final Secrets PASSWORD = Secrets.of(List.of("hun/ter\"&2'ü"));
  private static final Secrets KEY = Secrets.of(List.of("uQiRzpo4DXghDmr9QzzfQu27cmVRsG"));

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no hun/ter\"&2'ü here                         | no *** here",
        "no HUN/Ter\"&2'Ü here                         | no *** here",
        "no hun%2Fter%22%262%27%C3%BC here             | no *** here",
        "no hun%2fter%22%262%27%c3%bc here             | no *** here",
        "no hun%252Fter%2522%25262%2527%25C3%25BC here | no *** here",
        "no hun/ter&quot;&amp;2&#39;ü here             | no *** here",
        "no hun&#x2F;ter&#34;&amp;2&apos;&#252; here   | no *** here",
        "no hun/ter&amp;quot;&amp;amp;2&#39;ü here     | no *** here",
        "no hun\\/ter\\\"&2'\\u00fc here               | no *** here",
        "no hun\\u002fter\\u0022\\u00262\\u0027ü here   | no *** here",
        "no %68un/ter%22&amp;2'%C3%BC here             | no *** here",
      })
  void a_secret_is_hidden_with_any_escapes_and_in_any_case(String said, String told) {
    assertThat(PASSWORD.hiddenIn(said)).isEqualTo(told);
  }

  @Test
  void a_secret_is_hidden_wherever_it_stands_in_base64() {
    for (String before : List.of("", "a", "ab", "me:", "\0me\0", "Bearer ")) {
      for (String after : List.of("", "x", "\n", ", and more")) {
        String said = base64(before + "sesame-17" + after);
        Secrets sesame = Secrets.of(List.of("sesame-17"));

        assertThat(sesame.hiddenIn("no <" + said + "> here")).isEqualTo("no <***> here");
        assertThat(sesame.hiddenIn("no " + said.toLowerCase(Locale.ROOT))).isEqualTo("no ***");
        assertThat(sesame.hiddenIn("no " + PercentEncoding.encode(said)))
            .doesNotContain(said.substring(4, 12));
      }
    }
    assertThat(Secrets.of(List.of("~~~???~~~")).hiddenIn("fn5-Pz8_fn5-")).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no user uQiRzpo4DXghDmr | no user ***",
        "no user uQiRzpo4        | no user ***",
        "no user uQiRz           | no user ***",
        "uQiRz… is nobody        | ***… is nobody",
        "uQiRzp... is nobody     | ***... is nobody",
        "…DXghDmr9Qzzf… no user  | …***… no user",
        "no user uQiR…           | no user uQiR…",
        "uQiRz is not it         | uQiRz is not it"
      })
  void a_secret_that_was_cut_is_hidden_but_for_what_anybody_may_see(String said, String told) {
    assertThat(KEY.hiddenIn(said)).isEqualTo(told);
  }

  @Test
  void no_piece_of_what_everybody_may_see_is_hidden() {
    ChannelUrl url =
        ChannelUrl.parse(
            "matrixs://scrappy%40example.org:hunter23@matrix.example.org/%23home:example.org",
            Authority.Kind.SERVER);

    assertThat(url.hidden().hiddenIn("no matrix.example.org for dad@example.org"))
        .isEqualTo("no matrix.example.org for dad@example.org");
    assertThat(url.hidden().hiddenIn("scrappy@example.org, hunter23")).isEqualTo("***, ***");
  }

  @Test
  void short_words_and_other_texts_stay() {
    assertThat(Secrets.of(List.of("a", "", "words")).hiddenIn("words fail a bit"))
        .isEqualTo("words fail a bit");
    assertThat(Secrets.NONE.hiddenIn("%41 &amp; \\/")).isEqualTo("%41 &amp; \\/");
    assertThat(KEY.hiddenIn("%41 &amp; \\/ &nosuch; &#99999999; %zz \\"))
        .isEqualTo("%41 &amp; \\/ &nosuch; &#99999999; %zz \\");
    assertThat(KEY).hasToString("***");
  }

  @Test
  void letters_that_become_two_in_upper_case_are_hidden_all_the_same() {
    assertThat(Secrets.of(List.of("S7-\u1f81ecret")).hiddenIn("no S7-\u1f09\u0399ECRET here"))
        .isEqualTo("no *** here");
  }

  @Test
  void no_text_breaks_it_and_no_secret_survives_it() {
    RandomCases.check(
        random -> {
          String secret =
              "S"
                  + RandomCases.text(random, 30, "aB7%/&\\+=-_ü€").replaceAll("\\p{Cs}", "")
                  + "ecret";
          Secrets secrets = Secrets.of(List.of(secret));
          String noise = RandomCases.text(random, 20, "%&#;\\ux2f4a…. ");

          for (String spelling :
              List.of(secret, PercentEncoding.encode(secret), secret.toUpperCase(Locale.ROOT))) {
            assertThat(secrets.hiddenIn(noise + " " + spelling + " " + noise))
                .doesNotContain(spelling);
          }
        });
  }
}
