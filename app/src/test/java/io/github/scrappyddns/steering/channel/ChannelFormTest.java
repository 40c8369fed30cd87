package io.github.scrappyddns.steering.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.registry.ChannelTexts;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.channel.registry.TypedChannel;
import io.github.scrappyddns.testing.HandClock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields become URLs that the registry reads, and URLs become fields again. */
class ChannelFormTest {
  private final Channels channels = new Channels(new HandClock(), ZoneOffset.UTC, "test", Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ntfy | topic=a-topic; server=https://ntfy.sh | ntfys://ntfy.sh/a-topic",
        "ntfy | topic=a_b; server=http://10.0.0.2:8080; token=tk_x1 | ntfy://tk_x1@10.0.0.2:8080/a_b",
        "pushover | user=uQiRzpo4DXghDmr9QzzfQu27cmVRsG; app=azGDORePK8gMaC0QOYAMyEEuzJnyUi | pover://uQiRzpo4DXghDmr9QzzfQu27cmVRsG@azGDORePK8gMaC0QOYAMyEEuzJnyUi",
        "telegram | token=123456:ABC-def_1234; chat=-100987 | tgram://123456%3AABC-def_1234/-100987",
        "discord | address=https://discord.com/api/webhooks/123456789/abcDEF-1 | https://discord.com/api/webhooks/123456789/abcDEF-1",
        "slack | address=https://hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/abcdefghijklmnopqrstuvwx | https://hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/abcdefghijklmnopqrstuvwx",
        "gotify | server=http://nas:8070/gotify/; token=AbcdEfgh1234567 | gotify://nas:8070/gotify/AbcdEfgh1234567",
        "email | to=mum@example.org; address=dad@gmail.com; password=p/w: x | mailtos://dad%40gmail.com:p%2Fw%3A%20x@gmail.com?to=mum%40example.org",
        "email | to=mum@example.org; address=dad@example.com; password=pw; smtp=mail.example.net:465 | mailtos://dad%40example.com:pw@example.com?to=mum%40example.org&smtp=mail.example.net%3A465",
        "homeassistant | server=http://homeassistant.local:8123; token=abc.def | hassio://homeassistant.local:8123/abc.def",
        "homeassistant | server=https://ha.example.org; token=abc.def; device=mobile_app_x | hassios://ha.example.org/abc.def/mobile_app_x",
        "matrix | server=https://matrix.org; token=syt_x; room=!abc:matrix.org | matrixs://syt_x@matrix.org/%21abc%3Amatrix.org",
        "webhook | server=https://example.org/hook/x1; secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | jsons://example.org/hook/x1?secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "webhook | server=http://10.0.0.3:9000/hook | json://10.0.0.3:9000/hook",
        "url | url=bark://10.0.0.9/devicekey | bark://10.0.0.9/devicekey",
      })
  void fields_make_a_url_that_the_registry_reads_and_gives_them_back(
      String id, String fields, String url) {
    ChannelForm form = KnownForms.find(id).orElseThrow();
    Map<String, String> typed = typed(fields);
    assertThat(form.missing(typed)).isEmpty();
    assertThat(form.url(typed)).isEqualTo(url);
    TypedChannel channel = channels.typed(url, "My name", "Home, Office");
    assertThat(channel.channel().name()).isEqualTo("My name");
    assertThat(channel.channel().wants("Office")).isTrue();
    assertThat(channel.channel().wants("Garage")).isFalse();
    String plain = ChannelTexts.without(channel.url(), "name", "networks");
    assertThat(form.url(form.read(plain))).isEqualTo(plain);
    ChannelSetup setup =
        ChannelSetup.of(new StoredChannel(1, "My name", channel.kind(), "", "", false), plain);
    assertThat(setup.form().id()).isEqualTo(id);
    assertThat(setup.url(setup.shown())).isEqualTo(plain);
    for (ChannelForm.Field field : form.fields()) {
      if (field.secret() && typed.containsKey(field.key())) {
        assertThat(setup.shown().values()).doesNotContain(typed.get(field.key()));
      }
    }
  }

  private static Map<String, String> typed(String fields) {
    Map<String, String> typed = new HashMap<>();
    for (String pair : fields.split("; ", -1)) {
      int equals = pair.indexOf('=');
      typed.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return typed;
  }

  @Test
  void what_a_form_does_not_know_is_shown_by_its_url() {
    ChannelSetup setup =
        ChannelSetup.of(
            new StoredChannel(1, "x", "ntfy", "", "", false),
            "ntfys://ntfy.sh/secret-topic?priority=high");
    assertThat(setup.form()).isEqualTo(KnownForms.BY_URL);
    assertThat(setup.shown().get("url")).startsWith("ntfys://ntfy.sh/").doesNotContain("secret");
    assertThat(setup.url(setup.shown())).isEqualTo("ntfys://ntfy.sh/secret-topic?priority=high");
    assertThat(setup.url(Map.of("url", "ntfys://other"))).isEqualTo("ntfys://other");
  }

  @Test
  void a_field_that_must_be_filled_in_and_a_problem_stand_beside_their_field() {
    ChannelForm form = KnownForms.find("gotify").orElseThrow();
    assertThat(form.missing(Map.of("server", "https://x")).orElseThrow().key()).isEqualTo("token");
    assertThat(form.troubled("its token is wrong").key()).isEqualTo("token");
    assertThat(form.troubled("the host is missing").key()).isEqualTo("server");
    assertThat(form.troubled("something else").key()).isEqualTo("server");
  }
}
