package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services are sent beyond what their tables of answers show. */
class ServiceRequestsTest {
  private static Received sent(String url) throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(500, ""))) {
      new LocalChannels(server)
          .open(url.replace("{}", server.address()))
          .get(0)
          .deliver(LocalChannels.ALERT);
      return server.requests().get(0);
    }
  }

  private static List<String> problems(String url) throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(500, ""))) {
      return new LocalChannels(server).channels().parse(List.of(url), List.of()).problems();
    }
  }

  /** The expected signatures were made with Python's hmac, at the same second. */
  @Test
  void robots_sign_as_dingtalk_and_feishu_want_it() throws Exception {
    assertThat(sent("dingtalk://abcd?secret=SECa1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6").target())
        .endsWith("&timestamp=1773144000000&sign=7avqwBNwcs5CrX0TUuyo2RUW7KGUBeWEDTKiSQE9xLI%3D");
    assertThat(sent("feishu://abcd?secret=Gk3hXrZpQ9wVbNmT5yLs2A").json().path("sign").asText())
        .isEqualTo("lv8l/a4EQD2q2kGFCvIRRrA0Ma0PycSZHnjcNKIX444=");
  }

  @Test
  void robots_without_a_secret_sign_nothing() throws Exception {
    assertThat(sent("dingtalk://abcd").target()).isEqualTo("/robot/send?access_token=abcd");
    assertThat(sent("feishu://abcd").json().has("sign")).isFalse();
  }

  @Test
  void a_forum_of_discord_gets_the_name_of_a_thread() throws Exception {
    Received request = sent("discord://12345/AbC-dEf?thread_name=Home%20addresses");

    assertThat(request.json().path("thread_name").asText()).isEqualTo("Home addresses");
    assertThat(request.target()).doesNotContain("thread");
  }

  @Test
  void telegram_and_pushover_are_found_where_the_owner_says() throws Exception {
    assertThat(sent("tgram://123456789:AbC-dEf_1/12345?server=http://{}/bots/").target())
        .isEqualTo("/bots/bot123456789:AbC-dEf_1/sendMessage");
    assertThat(sent("pover://UserKey123456@AppToken123456?server=http://{}/push").target())
        .isEqualTo("/push/1/messages.json");
  }

  @ParameterizedTest
  @CsvSource({
    "workflows://HOST.environment.api.powerplatform.com/ID/SIG,"
        + " /powerautomate/automations/direct/workflows/ID/triggers/manual/paths/invoke"
        + "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SIG",
    "workflows://prod-1.x.logic.azure.com/ID/SIG?pa=yes,"
        + " /powerautomate/automations/direct/workflows/ID/triggers/manual/paths/invoke"
        + "?api-version=2022-03-01-preview&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SIG",
    "workflows://prod-1.x.logic.azure.com/ID/SIG?powerautomate=no&ver=2019,"
        + " /workflows/ID/triggers/manual/paths/invoke"
        + "?api-version=2019&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SIG",
  })
  void a_workflow_is_called_where_its_host_has_it(String url, String target) throws Exception {
    assertThat(sent(url).target()).isEqualTo(target);
  }

  @Test
  void a_login_for_a_proxy_in_front_of_gotify_is_sent_beside_its_token() throws Exception {
    Received request = sent("gotify://me:sesame@{}/AbC123");

    assertThat(request.header("authorization")).isEqualTo("Basic bWU6c2VzYW1l");
    assertThat(request.header("x-gotify-key")).isEqualTo("AbC123");
  }

  @Test
  void a_webhook_takes_the_text_in_a_form() throws Exception {
    for (String url : List.of("json://{}/x?as=form&:message=text", "form://{}/x?:message=text")) {
      Received request = sent(url + "&:version=&:a%26b=c%3Dd&-q=1");

      assertThat(request.method() + " " + request.target()).isEqualTo("POST /x?q=1");
      assertThat(request.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(request.form())
          .containsOnlyKeys("title", "text", "type", "a&b")
          .containsEntry("text", LocalChannels.ALERT.body())
          .containsEntry("a&b", "c=d");
    }
  }

  @Test
  void a_webhook_takes_the_text_in_its_address() throws Exception {
    Received request =
        sent("json://{}/x?as=query&-key=1&:message=msg&:title=&:version=&:type=&+X-A=b");

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target())
        .startsWith("/x?key=1&msg=Home%20network%20is%20at%20203.0.113.7%0A");
    assertThat(request.body()).isEmpty();
    assertThat(request.header("x-a")).isEqualTo("b");
    assertThat(sent("json://{}/x?as=query&method=post").target()).startsWith("/x?version=1.0&");
  }

  @Test
  void the_fields_of_a_webhook_lead_into_objects_and_lists() throws Exception {
    Received request =
        sent(
            "json://{}/x?:message=/data/0/text&:title=/data/0/head&:/data/1=x&:/a~1b/c=d"
                + "&:version=&:type=&:attachments=&:a.b=e");

    assertThat(request.json().toString())
        .isEqualTo(
            "{\"data\":[{\"head\":\"IP address update\",\"text\":"
                + Json.object().textNode(LocalChannels.ALERT.body())
                + "},\"x\"],\"a/b\":{\"c\":\"d\"},\"a.b\":\"e\"}");
  }

  @Test
  void a_messaging_service_of_twilio_stands_where_a_number_would() throws Exception {
    String service = "MG0123456789abcdef0123456789abcdef";
    Received request =
        sent("twilio://AC0123456789abcdef0123456789abcdef:sesame@" + service + "/+491707654321");

    assertThat(request.form()).containsEntry("MessagingServiceSid", service);
    assertThat(request.form()).doesNotContainKey("From");
  }

  @Test
  void a_person_of_zulip_gets_a_direct_message() throws Exception {
    Received request = sent("zulip://scrappy@{}/key/dad%40example.org?tls=no");

    assertThat(request.form())
        .containsEntry("type", "private")
        .containsEntry("to", "dad@example.org")
        .doesNotContainKey("topic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discord://12345/AbC-dEf?thread_name=Home&thread=42",
        "tgram://123456789:AbC-dEf_1/12345?server=bots.example.org",
        "pover://UserKey123456@AppToken123456?server=https://x@y/",
        "gchat://AAAA/the-key",
        "gchat://AAAA/the-key/the-token/more",
        "wecombot://the-key/more",
        "dingtalk://abc/12345",
        "feishu://abc.def",
        "zulip://home/key/town",
        "zulip://bot@home/key",
        "nctalks://user@cloud.example.org/abcd1234",
        "nctalks://user:sesame@cloud.example.org",
        "nctalks://user:sesame@cloud.example.org/call/a-b",
        "twilio://AC01:sesame@+15005550006/+491707654321",
        "twilio://AC0123456789abcdef0123456789abcdef:sesame@+15005550006",
        "twilio://AC0123456789abcdef0123456789abcdef:sesame@+15005550006/dad",
        "mailtos://me:sesame@example.org?clienthost=my%20host",
        "jsons://me:sesame@example.org?as=xml",
        "jsons://me:sesame@example.org?as=form&:/a/b=c",
        "jsons://me:sesame@example.org?:title=/message/title",
        "jsons://me:sesame@example.org?:/a=sesame&:/a/b=sesame",
        "jsons://me:sesame@example.org?:/a/b=sesame&:/a/0=sesame",
        "jsons://me:sesame@example.org?:/a/b=sesame&:/a=sesame",
        "jsons://me:sesame@example.org?:/a/999999999=sesame",
        "jsons://me:sesame@example.org?:/a/999999999/b=sesame",
      })
  void what_cannot_be_meant_is_refused_without_the_secrets(String url) throws Exception {
    assertThat(problems(url))
        .singleElement()
        .asString()
        .doesNotContain("the-token", "AbC-dEf", "AppToken", "sesame");
  }

  @Test
  void pushover_that_has_nobody_to_send_to_is_a_bad_channel() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            LocalServer.reply(200, "{\"info\":\"no active devices to send to\",\"status\":1}"))) {
      DeliveryResult result =
          new LocalChannels(server)
              .open("pover://UserKey123456@AppToken123456")
              .get(0)
              .deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(result.reason()).contains("no active devices");
    }
  }
}
