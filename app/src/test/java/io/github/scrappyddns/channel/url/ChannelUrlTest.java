package io.github.scrappyddns.channel.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.url.Authority.Kind;
import io.github.scrappyddns.testing.RandomCases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelUrlTest {
  private static ChannelUrl server(String text) {
    return ChannelUrl.parse(text, Kind.SERVER);
  }

  private static ChannelUrl credential(String text) {
    return ChannelUrl.parse(text, Kind.CREDENTIAL);
  }

  @Test
  void every_part_is_taken_out_and_decoded_once() {
    ChannelUrl url =
        server("NTFYS://us%40er:p%3Aw:d%2525@Push.example:8443//a%20b//c+d/%2Fe?Click=x%26y+z");

    assertThat(url.scheme()).isEqualTo("ntfys");
    assertThat(url.user()).contains("us@er");
    assertThat(url.password()).contains("p:w:d%25");
    assertThat(url.host()).isEqualTo("Push.example");
    assertThat(url.authority().port()).isEqualTo(8443);
    assertThat(url.path()).containsExactly("a b", "c+d", "/e");
    assertThat(url.query().options()).containsExactly(Map.entry("click", "x&y+z"));
  }

  @Test
  void the_keys_of_a_query_are_folded_and_the_last_of_equals_wins() {
    ChannelQuery query =
        server("json://h/?A=1;b=2&a=3&+X-Key=4&-Q=5&:Field=6&%2BX-Other=7&flag&empty=").query();

    assertThat(query.options()).containsOnlyKeys("a", "b", "flag", "empty");
    assertThat(query.options()).containsEntry("a", "3").containsEntry("flag", "");
    assertThat(query.headers()).isEqualTo(Map.of("X-Key", "4", "X-Other", "7"));
    assertThat(query.parameters()).isEqualTo(Map.of("Q", "5"));
    assertThat(query.fields()).isEqualTo(Map.of("Field", "6"));
    assertThat(query.option("empty")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "json://[2001:db8::1]:8080/x,      2001:db8::1, 8080",
    "json://[2001:DB8:0:0:0:0:0:1]/x,  2001:db8::1, 0",
    "json://[::1]/x,                   ::1,         0",
    "json://192.0.2.1:1/x,             192.0.2.1,   1",
    "json://nas:65535,                 nas,         65535",
    "json://b%C3%BCcher.example/,      xn--bcher-kva.example, 0",
    "json://user@[fd00::2]:81?x=[::],  fd00::2,     81",
  })
  void hosts_of_every_family_keep_all_their_parts(String text, String host, int port) {
    assertThat(server(text).host()).isEqualTo(host);
    assertThat(server(text).authority().port()).isEqualTo(port);
  }

  @Test
  void a_credential_in_the_place_of_the_host_is_taken_as_it_is() {
    assertThat(credential("tgram://123456789:AbC-dEf_1/-100:7").host())
        .isEqualTo("123456789:AbC-dEf_1");
    assertThat(credential("slack://T1/B2/c3/#general").path())
        .containsExactly("B2", "c3", "#general");
    assertThat(credential("pover://User@a_token").user()).contains("User");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ntfys://h/50%off          | % at character 13",
        "ntfys://h/x%              | % at character 12",
        "ntfys://h/x?click=%zz     | % at character 19",
        "ntfys://h/%ff             | character 11 are not UTF-8",
        "ntfys://h/a%0ab           | control character",
        "ntfys://h:99999/x         | port",
        "ntfys://h:0/x             | port",
        "ntfys://h:8x/x            | port",
        "ntfys://[2001:db8::1/x    | not closed",
        "ntfys://[192.0.2.1]/x     | not an IPv6 address",
        "ntfys://[::1]8080/x       | port",
        "ntfys:///x                | host is missing",
        "ntfys://a..b/x            | host",
        "ntfys://300.1.1.1/x       | host",
        "ntfys://0x7f.0.0.1/x      | host",
        "ntfys://a b/x             | host",
        "ntfys//h/x                | scheme",
        "://h/x                    | scheme",
        "just text                 | scheme"
      })
  void what_is_wrong_is_told_where(String text, String told) {
    assertThatThrownBy(() -> server(text.strip()))
        .isInstanceOf(ChannelUrlException.class)
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntfys://us3r:hunter2/x@host/topic",
        "ntfys://hunter2:hunter2@ho st/hunter2",
        "ntfys://u:hunter2%@host/t",
        "ntfys://hunter2@host:hunter2/t",
        "ntfys://u:p@host/hunter2%?x=hunter2",
        "hunter2"
      })
  void an_error_never_repeats_what_may_be_a_secret(String text) {
    assertThatThrownBy(() -> server(text)).hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ntfys://me:hunter2@host/honeytop | ntfys://***@host/h…p",
        "ntfys://tk_hunter2@host:81/home  | ntfys://***@host:81/***",
        "ntfys://secrettopic              | ntfys://***",
        "json://[::1]:5/a?x=1&+Y=hunter2  | json://[::1]:5/***?***",
        "jsons://example.org?:key=hunter2 | jsons://example.org?***",
        "gotify://nas?HUNTER2hunter2      | gotify://***?***",
        "json://nas/x?pass=hun&ter2       | json://nas/***?***"
      })
  void it_prints_without_its_secrets(String text, String printed) {
    assertThat(server(text.strip())).hasToString(printed);
  }

  @Test
  void what_a_channel_is_called_and_told_of_is_no_secret() {
    ChannelUrl url =
        server("ntfys://host/topic?name=Phone+of+Anna&networks=Home,Office+1,Shed&x=0123456789ab");
    assertThat(url.secrets()).containsExactly("topic", "0123456789ab");
  }

  @Test
  void a_credential_is_never_printed() {
    assertThat(credential("pover://uQiRzpo4DXghDmr9QzzfQu27cmVRsG@o.dotted.token"))
        .hasToString("pover://***@***");
  }

  @Test
  void a_printed_url_reads_as_the_same_url() {
    RandomCases.check(
        random -> {
          int port = random.nextInt(65536);
          String key = String.valueOf(random.nextInt(10_000));
          ChannelUrl url =
              new ChannelUrl(
                  "json",
                  Optional.of(printable(random)),
                  Optional.of(printable(random)),
                  new Authority(Kind.SERVER, "2001:db8::" + (port % 7 + 1), port),
                  List.of(printable(random)),
                  port % 2 == 0,
                  new ChannelQuery(
                      Map.of(key, printable(random)),
                      Map.of(key, printable(random)),
                      Map.of(),
                      Map.of("F" + key, "")));

          assertThat(server(url.text())).isEqualTo(url);
        });
  }

  /** Lone surrogates cannot be encoded, and control characters are refused. */
  private static String printable(Random random) {
    return "x"
        + RandomCases.text(random, 12, "aB7 %/?#&=+@:;[]ü€").replaceAll("[\\p{Cc}\\p{Cs}]", "");
  }
}
