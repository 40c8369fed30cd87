package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfiguredChannelTest {
  private static Alert alert(int number) {
    return new Alert("scrappy-1-" + number, "IP address update", "Home is at 192.0.2." + number);
  }

  @Test
  void three_different_alerts_refused_in_a_row_speak_against_the_channel() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(413, "no"))) {
      Channel channel = new LocalChannels(server).open("json://" + server.address() + "/").get(0);

      assertThat(channel.deliver(alert(1)).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
      assertThat(channel.deliver(alert(1).simplified()).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
      assertThat(channel.deliver(alert(2)).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
      assertThat(channel.deliver(alert(3)).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(channel.deliver(alert(4)).outcome()).isEqualTo(Outcome.BAD_CHANNEL);

      server.script(LocalServer.reply(200, ""));
      assertThat(channel.deliver(alert(4)).outcome()).isEqualTo(Outcome.DELIVERED);

      server.script(LocalServer.reply(413, "no"));
      assertThat(channel.deliver(alert(5)).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
    }
  }

  @Test
  void a_reason_never_repeats_a_secret_of_the_url() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, ""))) {
      server.script(
          (request, out) ->
              LocalServer.reply(404, "no " + request.target() + " " + request.header("x-key"))
                  .answer(request, out));
      Channel channel =
          new LocalChannels(server)
              .open("json://" + server.address() + "/hunter%2Ftwo?+X-Key=tres-secret&-q=quattro")
              .get(0);

      assertThat(channel.deliver(alert(1)).reason()).isEqualTo("HTTP 404: no /***?q=*** ***");
    }
  }

  @Test
  void a_secret_is_hidden_before_a_reason_is_cut() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, ""))) {
      for (int length = 90; length < 120; length++) {
        server.script(LocalServer.reply(404, "n".repeat(length) + " Sesame-open-17-doors x"));
        Channel channel =
            new LocalChannels(server)
                .open("json://me:sesame-open-17-doors@" + server.address())
                .get(0);

        assertThat(channel.deliver(alert(1)).reason())
            .startsWith("HTTP 404: nnn")
            .doesNotContainIgnoringCase("ses");
      }
    }
  }

  @Test
  void what_was_really_sent_is_hidden_however_the_server_repeats_it() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, ""))) {
      server.script(
          (request, out) ->
              LocalServer.reply(404, request.header("authorization") + " " + request.target())
                  .answer(request, out));
      for (String url :
          List.of(
              "gotify://me:a;b@{}/AbCdEf/AbCdEf123456",
              "ntfy://me:a%26b@{}/AbCdEf123456",
              "json://me:ab@{}/AbCdEf123456",
              "apprise://meandyou@{}/AbCdEf123456")) {
        Channel channel =
            new LocalChannels(server).open(url.replace("{}", server.address())).get(0);

        assertThat(channel.deliver(alert(1)).reason())
            .contains("Basic ***")
            .doesNotContain("bWU6", "AbCdEf");
      }
    }
  }

  @Test
  void the_token_that_a_login_gave_is_hidden() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, ""))) {
      server.script(
          (request, out) -> {
            boolean login = request.target().endsWith("/login");
            String said =
                login ? "{\"access_token\":\"syt_hidden\"}" : request.header("authorization");
            LocalServer.reply(login ? 200 : 404, said).answer(request, out);
          });
      Channel channel =
          new LocalChannels(server)
              .open("matrix://me:sesame17@" + server.address() + "/!room:h")
              .get(0);

      assertThat(channel.deliver(alert(1)).reason()).contains("Bearer ***");
    }
  }

  @Test
  void templates_put_the_owners_words_around_ours() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, ""))) {
      Channel channel =
          new LocalChannels(server)
              .open(
                  "json://"
                      + server.address()
                      + "/?title=[ddns]%20{title}&body={headline}%0A--%0A{body}%20{other}")
              .get(0);
      channel.deliver(new Alert("id", "T {body}", "Home {title} is\nat"));

      assertThat(server.requests().get(0).json().path("title").asText())
          .isEqualTo("[ddns] T {body}");
      assertThat(server.requests().get(0).json().path("message").asText())
          .isEqualTo("Home {title} is\n--\nHome {title} is\nat {other}");
    }
  }

  @Test
  void quiet_hours_lower_the_voice_and_end() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "{}"))) {
      LocalChannels local = new LocalChannels(server);
      Channel channel =
          local
              .open("ntfy://" + server.address() + "/topic?priority=high&quiet=22:00-07:00")
              .get(0);
      for (int i = 0; i < 3; i++) {
        channel.deliver(alert(i));
        local.clock.advance(Duration.ofHours(10));
      }

      assertThat(server.requests().stream().map(request -> request.json().path("priority").asInt()))
          .containsExactly(4, 2, 4);
    }
  }

  @Test
  void a_fault_that_passed_is_forgotten() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, ""))) {
      LocalChannels local = new LocalChannels(server);
      Channel channel = local.open("json://" + server.address() + "/").get(0);

      assertThat(channel.deliver(alert(1)).outcome()).isEqualTo(Outcome.RETRY);

      server.script(LocalServer.reply(200, ""));
      channel.deliver(alert(1));
      local.clock.advance(Duration.ofHours(9));
      server.script(LocalServer.reply(404, ""));

      assertThat(channel.deliver(alert(2)).outcome()).isEqualTo(Outcome.RETRY);
    }
  }
}
