package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused because nobody would notice that it has no effect, and what is not. */
class QueryRulesTest {
  private final Channels channels =
      new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of());

  private List<String> problems(String url) {
    return channels.parse(List.of(url), List.of()).problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ntfys://topic?zzz=1                         | parameter number 1 is unknown; in a value, &",
        "ntfys://topic?click=a&clikc                 | parameter number 2 is unknown",
        "hassios://me:pw@host/token                  | no user or password before an @",
        "workflows://me@host/id/sig                  | no user or password before an @",
        "gchat://me:pw@AAAA/key/token                | no user or password before an @",
        "pbul://me@token                             | no user or password before an @",
        "wecombot://me@key                           | no user or password before an @",
        "tgram://me@123:ABC/1                        | a bot's token",
        "mmosts://me:pw@host/key                     | this service takes no password",
        "discord://me:pw@123/abc                     | this service takes no password",
        "mailtos://me:12345/rest@gmail.com?from=a@b.example | / is written %2F",
        "mailtos://me:12345/6/rest@gmail.com/dad@example.org | / is written %2F",
        "jsons://me:9/half@host/hook                 | / is written %2F",
        "mailtos://me:x@example.org?smtp=host:0      | smtp= must be",
        "mailtos://me:x@example.org?smtp=smtp://host | smtp= must be",
        "workflows://host/id/sig?pa=perhaps          | pa= must be yes or no",
      })
  void what_would_be_dropped_is_refused(String url, String told) {
    assertThat(problems(url.strip())).singleElement().asString().contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto://nas:25/me@example.org?from=ddns@example.org",
        "mailto://192.168.1.2:5025/me@example.org?from=ddns@example.org",
        "jsons://host:9000/@me/hook",
        "jsons://host:9000/me%40there"
      })
  void an_at_sign_in_the_path_is_no_password(String url) {
    assertThat(problems(url)).isEmpty();
  }

  @Test
  void what_apprise_takes_and_means_nothing_here_is_told_once_and_stops_nothing() {
    Channels.Parsed parsed =
        channels.parse(
            List.of(
                "discord://123/abc?footer=yes&image=no&avatar=yes&tts=no",
                "ntfys://topic",
                "slack://T1/B2/c3?blocks=yes&rto=5"),
            List.of());

    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.channels()).hasSize(3);
    assertThat(parsed.warnings())
        .containsExactly(
            "some parameters of Apprise have no effect here: channel 1, footer= image= avatar="
                + " tts=; channel 3, blocks= rto=");
  }
}
