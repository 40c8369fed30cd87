package io.github.scrappyddns.channel.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A webhook behind a server that others wrote, in its moods. */
class WireMockTest {
  private static final WireMockServer SERVER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterEach
  void forget() {
    SERVER.resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  private static List<DeliveryResult> deliver(Duration limit, ResponseDefinitionBuilder... answers)
      throws Exception {
    String state = STARTED;
    for (ResponseDefinitionBuilder answer : answers) {
      String next = state + "+";
      SERVER.stubFor(
          post(urlEqualTo("/hook"))
              .inScenario("moods")
              .whenScenarioStateIs(state)
              .willReturn(answer)
              .willSetStateTo(next));
      state = next;
    }
    Channel channel =
        new LocalChannels("http://127.0.0.1", limit, LocalChannels.systemTrust())
            .open("json://127.0.0.1:" + SERVER.port() + "/hook")
            .get(0);
    List<DeliveryResult> results = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      results.add(channel.deliver(LocalChannels.ALERT));
    }
    return results;
  }

  @Test
  void a_throttle_and_then_a_yes() throws Exception {
    List<DeliveryResult> results =
        deliver(
            Duration.ofSeconds(20),
            aResponse().withStatus(429).withHeader("Retry-After", "30"),
            aResponse().withStatus(204));

    SERVER.verify(2, postRequestedFor(urlEqualTo("/hook")));
    assertThat(results.get(0).until()).isEqualTo(HandClock.NOON.plusSeconds(30));
    assertThat(results.get(1).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_reset_leaves_it_unsure_and_the_next_attempt_arrives() throws Exception {
    assertThat(
            deliver(
                Duration.ofSeconds(20),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(200)))
        .extracting(DeliveryResult::outcome)
        .containsExactly(Outcome.UNSURE, Outcome.DELIVERED);
  }

  @Test
  void an_empty_answer_and_garbage_leave_it_unsure() throws Exception {
    assertThat(
            deliver(
                Duration.ofSeconds(20),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)))
        .extracting(DeliveryResult::outcome)
        .containsExactly(Outcome.UNSURE, Outcome.UNSURE);
  }

  @Test
  void a_broken_chunk_counts_for_its_status() throws Exception {
    assertThat(
            deliver(Duration.ofSeconds(20), aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)))
        .extracting(DeliveryResult::outcome)
        .containsExactly(Outcome.DELIVERED);
  }

  @Test
  void a_delay_beyond_the_limit_leaves_it_unsure() throws Exception {
    assertThat(deliver(Duration.ofMillis(500), aResponse().withStatus(200).withFixedDelay(30_000)))
        .extracting(DeliveryResult::outcome)
        .containsExactly(Outcome.UNSURE);
  }
}
