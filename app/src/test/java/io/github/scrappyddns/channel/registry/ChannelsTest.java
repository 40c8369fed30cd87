package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
  private final Channels channels =
      new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of());

  private List<String> problems(String... urls) {
    return channels.parse(List.of(urls), List.of()).problems();
  }

  static Stream<ChannelKind> kinds() {
    return ChannelKinds.ALL.stream();
  }

  @Test
  void all_problems_are_told_together_each_with_its_usage() {
    List<String> problems =
        problems(
            "ntyfs://topic",
            "ntfys://host/top%ic",
            "ntfys://good-topic",
            "ntfy://ntfy.sh/hunter2x");

    assertThat(problems).hasSize(3);
    assertThat(problems.get(0)).contains("channel 1", "unknown scheme ntyfs://", "mean ntfys://?");
    assertThat(problems.get(1)).contains("channel 2", "character 17", "usage: ntfys://[user");
    assertThat(problems.get(2))
        .contains("channel 4", "clear text to a public host", "ntfys://", "tls=no")
        .doesNotContain("hunter2x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ntfys://topic?prioritty=high                | unknown parameter prioritty=, did you mean priority=?",
        "ntfys://topic?clikc=x                       | unknown parameter clikc=, did you mean click=?",
        "ntfys://topic?priority=loud                 | priority= must be min, low, normal, high or emergency, or 1 to 5",
        "ntfys://topic?priority=6                    | or 1 to 5",
        "ntfys://topic?quiet=22                      | quiet= must be",
        "ntfys://topic?+X=1                          | this service takes no parameters",
        "ntfys://ntfy.sh/not%20a%20topic             | a topic is",
        "ntfys://my_host/topic                       | underscore",
        "ntfys://nas/topic?tls=no                    | means TLS",
        "pover://onlyonekey                          | user key",
        "pover://user@token?expire=10801             | expire= must be",
        "pover://user@token?priority=emergency&interval=29 | interval= must be",
        "pover://us-er@token                         | letters and digits",
        "jsons://host/?method=BREW                   | method=",
        "jsons://host/?secret=hunter2                | whsec_",
        "jsons://host/?+Host=x                       | +headers",
        "jsons://host/?+X=%E2%98%83                  | +headers",
        "nma://abcdef                                | closed in 2018",
        "nma://abcdef?server=ftp://x                 | server=",
        "https://example.org/some/hook               | jsons://host/path",
        "mailt://x                                   | did you mean mailto://?",
        "gotifys://host                              | token",
        "tgram://notatoken/1                         | token",
        "tgram://123:ABC                             | no chat",
        "tgram://123:ABC/not%20a%20chat              | a chat is",
        "tgram://123:ABC/1?topic=x                   | topic= must be a number",
        "ntfys://t%C3%B6ken@host/topic               | only ASCII",
        "discord://abc/def                           | a number and a token",
        "discord://123/def/ghi                       | a number and a token",
        "slack://T1/B2                               | T…, B… and a token",
        "slack://xoxb-1-2                            | channels",
        "matrixs://host/!room:host                   | neither a token nor a user",
        "matrixs://token@host                        | no room",
        "matrixs://token@host/!r:h?msgtype=loud      | msgtype=",
        "workflows://host/onlyone                    | signature",
        "mmosts://host                               | key",
        "rockets://only@host                         | %2F",
        "hassios://host                              | token",
        "hassios://host/token/Not-A-Service          | mobile_app",
        "signals://host/+491701234567                | recipient",
        "barks://host                                | device key",
        "pbul://bad%20token                          | access token",
        "spush://salt:word@key                       | encrypted",
        "apprises://host/                            | key",
        "mailtos://example.org                       | from=",
        "mailtos://me:x@example.org?mode=maybe       | mode=",
        "mailtos://me:x@example.org?to=nobody@@x     | not an e-mail address",
        "mailto://me:x@example.org                   | mailtos://",
        "mailto://me:x@203.0.113.7                   | clear text",
        "ntfys://ntfy.example/topic?verify=no        | verify=no is only for servers on your own networks",
        "ntfys://nas/topic?verify=perhaps            | verify= must be yes or no",
        "discord://123/abc?:x=y                      | this service takes no parameters",
        "no url                                      | scheme"
      })
  void a_wrong_url_is_refused_with_what_to_do(String url, String told) {
    assertThat(problems(url.strip())).singleElement().asString().contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntfy://localhost/topic",
        "ntfy://127.0.0.1:8080/topic",
        "ntfy://[::1]/topic",
        "ntfy://[fd00::1]/topic",
        "ntfy://192.168.1.2/topic",
        "ntfy://10.0.0.1/topic",
        "ntfy://nas/topic",
        "ntfy://nas.lan/topic",
        "ntfy://nas.LOCAL/topic",
        "ntfy://ntfy.internal/topic",
        "ntfy://ntfy.home.arpa./topic",
        "ntfy://ntfy.example/topic?tls=no",
        "ntfy://ntfy.example/topic?tls=yes",
        "ntfy://ntfy.example/topic?scheme=https",
        "ntfy://ntfy.example/topic?disabletls=yes",
        "ntfy://topic",
        "https://ntfy.sh/topic",
        "ntfys://topic?cto=5&rto=5&format=text&overflow=split",
        "mailtos://me:x@example.org",
        "mailto://me:x@example.org?mode=insecure",
        "mailto://me:x@example.org?tls=no",
        "mailto://me:x@192.168.1.2",
        "mailto://me:x@gmail.com",
        "mailtos://me:x@gmail.com/dad@example.org?+X-A=b",
        "smtp://me:x@smtp.example.org:587/?from=me@example.org&to=a@example.org,b@example.org",
        "signal://nas:8080/+491701234567/group.abcdefg",
        "hassio://homeassistant.local/token",
        "mattermost://chat.example.org/key"
      })
  void a_url_that_harms_nobody_is_taken(String url) {
    assertThat(problems(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ntfy://ntfy.example/topic",
        "ntfy://203.0.113.7/topic",
        "ntfy://[2001:db8::1]/topic",
        "ntfy://100.64.0.1/topic",
        "json://example.org/",
        "ntfy://lan.example/topic",
        "ntfy://notlocal/../x.local.example/topic?tls=maybe"
      })
  void clear_text_to_a_public_host_needs_its_owners_word(String url) {
    assertThat(problems(url)).isNotEmpty();
  }

  @Test
  void networks_are_chosen_by_name_or_pattern() {
    Channel channel =
        channels
            .parse(List.of("ntfys://topic?networks=Home,Office%20*,b?r"), List.of())
            .channels()
            .get(0);

    assertThat(channel.wants("Home")).isTrue();
    assertThat(channel.wants("home")).isTrue();
    assertThat(channel.wants("Office Berlin")).isTrue();
    assertThat(channel.wants("bar")).isTrue();
    assertThat(channel.wants("Homes")).isFalse();
    assertThat(channel.wants("Office")).isFalse();
    assertThat(channel.wants("b.r")).isTrue();
  }

  @Test
  void networks_are_chosen_however_their_names_are_spelled() {
    Channel channel =
        channels
            .parse(
                List.of("ntfys://topic?networks=Caf%C3%A9%20Z%C3%BCrich,Gro%C3%9F%C2%A0%20*"),
                List.of())
            .channels()
            .get(0);

    assertThat(channel.wants("Cafe\u0301 Zu\u0308rich")).isTrue();
    assertThat(channel.wants("Café\u00a0Zürich\u200b")).isTrue();
    assertThat(channel.wants("Groß Gerau")).isTrue();
    assertThat(channel.wants("Groß\u202fGerau")).isTrue();
    assertThat(channel.wants("Cafe Zürich")).isFalse();
  }

  @Test
  void the_keys_of_the_python_edition_still_make_channels() throws Exception {
    try (LocalServer server =
        LocalServer.start(LocalServer.reply(200, "<nma><success code=\"200\"/></nma>"))) {
      LocalChannels local = new LocalChannels(server);
      URI base = URI.create("http://" + server.address() + "/base/");
      Channel android = local.channels().notifyMyAndroid(base, "aaaaaaaaaaaaaaaaaaaaaaaa, bbbb");

      assertThat(android.name()).isEqualTo("Notify My Android aaaa…");
      assertThat(android.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.requests().get(0).target()).isEqualTo("/base/publicapi/notify");
      assertThat(server.requests().get(0).form())
          .containsEntry("apikey", "aaaaaaaaaaaaaaaaaaaaaaaa,bbbb")
          .containsEntry("application", "Scrappy DDNS")
          .containsEntry("event", LocalChannels.ALERT.title())
          .containsEntry("description", LocalChannels.ALERT.body());
    }
  }

  @Test
  void the_keys_of_pushover_make_a_channel_of_the_chosen_priority() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "{\"status\":1}"))) {
      URI base = URI.create("http://" + server.address());
      Channel pushover = new LocalChannels(server).channels().pushover(base, "user", "app", 2);

      assertThat(pushover.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.requests().get(0).form())
          .containsEntry("priority", "2")
          .containsEntry("retry", "60")
          .containsEntry("expire", "3600");
      assertThatThrownBy(() -> channels.pushover(base, "user", "app", 3))
          .isInstanceOf(ChannelUrlException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_has_a_usage_line_that_begins_with_its_scheme(ChannelKind kind) {
    assertThat(kind.usage()).startsWith(kind.schemes().get(0) + "://");
  }

  @Test
  void no_scheme_belongs_to_two_kinds() {
    assertThat(ChannelKinds.ALL.stream().flatMap(kind -> kind.schemes().stream()))
        .doesNotHaveDuplicates();
  }
}
