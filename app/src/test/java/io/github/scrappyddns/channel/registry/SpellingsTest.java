package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.testing.LocalMailServer;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One channel, spelled as Apprise, as Shoutrrr and as the service itself has it. */
class SpellingsTest {
  private static final String DISCORD = "AbCdEf-123456789_xyzAbC";
  private static final String TEAMS =
      "643e69f83c8944438d68119179a10a64/WM1yrN9Q5UY5yWFhXFpYeHIGKjS8n1ADCZnXHVcYqHM";

  private static final String TWILIO = "AC0123456789abcdef0123456789abcdef:token";

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(
            "pover://UserKey123456@AppToken123456/phone/tablet?priority=high",
            "pushover://shoutrrr:AppToken123456@UserKey123456/?devices=phone,tablet&priority=1"),
        Arguments.of(
            "tgram://123456789:AbC-dEf_1/@channel/-100:7?silent=yes",
            "telegram://123456789:AbC-dEf_1@telegram?chats=@channel,-100:7&notification=no"),
        Arguments.of(
            "tgram://123456789:AbC-dEf_1/12345", "tgram://bot123456789%3AAbC-dEf_1/12345/"),
        Arguments.of("discord://123456789/" + DISCORD, "discord://" + DISCORD + "@123456789"),
        Arguments.of(
            "discord://123456789/" + DISCORD + "?thread=42",
            "discord://" + DISCORD + "@123456789?thread_id=42"),
        Arguments.of(
            "discord://123456789/" + DISCORD,
            "https://discord.com/api/webhooks/123456789/" + DISCORD),
        Arguments.of(
            "discord://123456789/" + DISCORD,
            "https://canary.discordapp.com/api/v10/webhooks/123456789/" + DISCORD),
        Arguments.of("slack://T1JJ/A1BR/TIiajk", "slack://hook:T1JJ-A1BR-TIiajk@webhook"),
        Arguments.of(
            "slack://T1JJ/A1BR/TIiajk", "https://hooks.slack.com/services/T1JJ/A1BR/TIiajk"),
        Arguments.of("slack://T1JJ/A1BR/TIiajk/%23general", "slack://T1JJ/A1BR/TIiajk/#general"),
        Arguments.of("slack://xoxb-12-34-aB/C01", "slack://xoxb:12-34-aB@C01"),
        Arguments.of(
            "matrix://syt_tok@{}/!id:h", "matrix://:syt_tok@{}/?rooms=!id:h&disabletls=yes"),
        Arguments.of(
            "matrix://me:word@{}/%23alias:h",
            "matrix://me:word@{}/?rooms=%23alias:h&disabletls=yes"),
        Arguments.of("matrix://syt_tok@{}/!id:h/alias", "matrix://syt_tok@{}/!id:h/#alias"),
        Arguments.of(
            "mmost://Bot@{}/thekey?channel=town", "mattermost://Bot@{}/thekey/town?disabletls=yes"),
        Arguments.of("rocket://AA%2FBB@{}/town", "rocketchat://{}/AA/BB/town?disabletls=yes"),
        Arguments.of("ntfys://my-topic", "https://ntfy.sh/my-topic"),
        Arguments.of("ntfy://{}/my-topic?tags=a", "ntfy://{}/my-topic?xtags=a"),
        Arguments.of("ntfy://tk_secret@{}/my-topic", "ntfy://{}/my-topic?token=tk_secret"),
        Arguments.of("ntfy://tk_secret@{}/my-topic", "ntfy://any:tk_secret@{}/my-topic?auth=token"),
        Arguments.of(
            "workflows://prod-1.westeurope.logic.azure.com:443/" + TEAMS,
            "https://prod-1.westeurope.logic.azure.com:443/workflows/"
                + TEAMS.substring(0, 32)
                + "/triggers/manual/paths/invoke?api-version=2016-06-01"
                + "&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig="
                + TEAMS.substring(33)),
        Arguments.of(
            "gchat://AAAA/the-key/the-token",
            "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=the-key&token=the-token"),
        Arguments.of(
            "wecombot://693a-91f6",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a-91f6"),
        Arguments.of(
            "dingtalk://0123abcd", "https://oapi.dingtalk.com/robot/send?access_token=0123abcd"),
        Arguments.of("dingtalk://SEC12@0123abcd", "dingtalk://0123abcd?secret=SEC12"),
        Arguments.of(
            "feishu://0f1e-2d3c", "https://open.feishu.cn/open-apis/bot/v2/hook/0f1e-2d3c"),
        Arguments.of(
            "lark://0f1e-2d3c?secret=s",
            "https://open.larksuite.com/open-apis/bot/v2/hook/0f1e-2d3c?secret=s"),
        Arguments.of(
            "zulip://me@home/key/town", "zulip://me-bot%40home.zulipchat.com@home/key/town"),
        Arguments.of(
            "twilio://" + TWILIO + "@15005550006/491707654321",
            "twilio://" + TWILIO + "@+1%20(500)%20555-0006/+49%20170%207654321"),
        Arguments.of("mmost://{}/the/key", "mmost://{}/the/hooks/key"),
        Arguments.of("mmost://{}/key?channel=town", "mmost://{}/hooks/key?to=town"),
        Arguments.of("rocket://AA%2FBB@{}/town", "rocket://AA/BB@{}/town"),
        Arguments.of("apprise://{}/base/key", "apprise://{}/base/notify/key"),
        Arguments.of("ntfy://{}/one-of-us/two-of-us", "ntfy://{}/one-of-us?to=two-of-us"),
        Arguments.of("ntfy://{}/one-of-us/two-of-us", "ntfy://{}/?to=one-of-us,two-of-us"),
        Arguments.of("tgram://123456789:AbC/12345/@you", "tgram://123456789:AbC?to=12345,@you"),
        Arguments.of("pover://User123@App123/phone", "pover://User123@App123?to=phone"),
        Arguments.of("slack://T1JJ/A1BR/TIiajk/C01", "slack://T1JJ/A1BR/TIiajk?to=C01"),
        Arguments.of("matrix://syt_tok@{}/!id:h", "matrix://syt_tok@{}?to=!id:h"),
        Arguments.of("hassio://{}/tok/mobile_app_a", "hassio://{}/tok?to=mobile_app_a"),
        Arguments.of(
            "signal://{}/+491701234567/+491707654321",
            "signal://{}/+491701234567?to=+491707654321"),
        Arguments.of("bark://{}/aaaaaaaa/bbbbbbbb", "bark://{}/aaaaaaaa?to=bbbbbbbb"),
        Arguments.of("pbul://o.AbC/dev", "pbul://o.AbC?to=dev"),
        Arguments.of("gotify://{}/AbC123", "gotify://{}/AbC123?disabletls=yes&useheader=yes"));
  }

  private static List<String> sent(String url) throws Exception {
    try (LocalServer server =
        LocalServer.start(LocalServer.reply(200, "{\"room_id\":\"!r\",\"access_token\":\"t\"}"))) {
      LocalChannels local = new LocalChannels(server);
      for (Channel channel : local.open(url.replace("{}", server.address()))) {
        channel.deliver(LocalChannels.ALERT);
      }
      List<String> sent = new ArrayList<>();
      for (Received request : server.requests()) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove("host");
        sent.add(request.method() + request.target() + headers + request.body());
      }
      return sent;
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void two_spellings_of_one_channel_send_the_same(String one, String other) throws Exception {
    List<String> sent = sent(one);

    assertThat(sent).isNotEmpty();
    assertThat(sent(other)).isEqualTo(sent);
  }

  /** The addresses of servers of one's own are known by their path, and always mean TLS. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.example.org/hooks/3ccdd113474722377935511fc8",
        "https://example.org/mattermost/hooks/3ccdd113474722377935511fc8",
        "https://chat.example.org/hooks/8Q6n2zXyAbC8Q6n2z/x7PkLmNoPqRsTuVwXyZx7PkLm",
        "https://example.org/chat/hooks/8Q6n2zXyAbC8Q6n2z/x7PkLmNoPqRsTuVwXyZx7PkLm?name=Us"
      })
  void the_addresses_that_mattermost_and_rocket_chat_show_are_taken(String pasted) {
    Channels channels = new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of());

    assertThat(channels.parse(List.of(pasted), List.of()).problems()).isEmpty();
  }

  @Test
  void mail_is_spelled_in_three_ways() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      String place = "127.0.0.1:" + server.port();
      LocalChannels local =
          new LocalChannels(
              "http://127.0.0.1", Duration.ofSeconds(20), LocalChannels.systemTrust());
      for (String url :
          List.of(
              "mailto://me:word@" + place + "/dad@example.org?from=me@example.org",
              "mailto://me:word@example.org/dad?from=me@example.org&smtp=" + place,
              "smtp://me:word@"
                  + place
                  + "/?from=me@example.org&to=dad@example.org&encryption=None")) {
        local.open(url).get(0).deliver(LocalChannels.ALERT);
      }
      List<String> commands = server.commands();

      int each = commands.size() / 3;
      assertThat(each).isGreaterThan(4);
      assertThat(commands.subList(each, 2 * each)).isEqualTo(commands.subList(0, each));
      assertThat(commands.subList(2 * each, commands.size())).isEqualTo(commands.subList(0, each));
    }
  }
}
