package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those who listen for signs of life answer, and whether they have heard one. */
class WatcherTest {
  private static final String TARGET = "/api/push/AVerySecretId?status=up&msg=OK&ping=";

  private static DeliveryResult signal(LocalServer server) throws Exception {
    return DeliveryResult.await(
        new LocalChannels(server, Duration.ofSeconds(20))
            .channels()
            .watcher(URI.create("http://" + server.address() + TARGET))
            .signal());
  }

  @Test
  void the_address_is_called_as_it_stands() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "{\"ok\":true}"))) {
      assertThat(signal(server).outcome()).isEqualTo(Outcome.DELIVERED);

      Received request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.target()).isEqualTo(TARGET);
      assertThat(request.body()).isEmpty();
    }
  }

  /** Of Healthchecks and Uptime Kuma those that they document, and of others what may come. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | OK                                                   | DELIVERED",
        "204 | ''                                                   | DELIVERED",
        "200 | {\"ok\":true}                                        | DELIVERED",
        "200 | OK (not found)                                       | BAD_CHANNEL",
        "200 | {\"ok\":false}                                       | BAD_CHANNEL",
        "200 | <html><body>Welcome to our hotel                     | RETRY",
        "404 | {\"ok\":false,\"msg\":\"Monitor not found or not active.\"} | BAD_CHANNEL",
        "302 | ''                                                   | BAD_CHANNEL",
        "500 | ''                                                   | RETRY",
        "502 | <html>                                               | RETRY",
      })
  void only_who_says_so_has_heard_it(int status, String body, Outcome outcome) throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(status, body))) {
      assertThat(signal(server).outcome()).isEqualTo(outcome);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void nothing_of_the_address_but_its_host_is_repeated() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, "No " + TARGET))) {
      assertThat(signal(server).reason()).contains("HTTP 404: No").doesNotContain("AVerySecretId");
    }
  }
}
