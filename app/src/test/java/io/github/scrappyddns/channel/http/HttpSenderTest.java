package io.github.scrappyddns.channel.http;

import static io.github.scrappyddns.channel.http.RealCalls.AMPLE;
import static io.github.scrappyddns.channel.http.RealCalls.LIMIT;
import static io.github.scrappyddns.channel.http.RealCalls.sender;
import static io.github.scrappyddns.channel.http.RealCalls.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
  private final RealCalls calls = new RealCalls();

  @Test
  void a_request_offers_no_upgrade_and_names_the_program() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "ok"))) {
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.DELIVERED);

      Received request = server.requests().get(0);
      assertThat(request.headers())
          .doesNotContainKeys("upgrade", "http2-settings", "authorization");
      assertThat(request.header("user-agent")).isEqualTo("ScrappyDDNS/test");
    }
  }

  @Test
  void a_server_that_never_answers_leaves_it_unsure_within_the_limit() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LocalServer server = LocalServer.start((request, out) -> never.await())) {
      long start = System.nanoTime();

      assertThat(calls.send(server, LIMIT).outcome()).isEqualTo(Outcome.UNSURE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_connection_closed_without_an_answer_leaves_it_unsure() throws Exception {
    try (LocalServer server = LocalServer.start((request, out) -> {})) {
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.UNSURE);
    }
  }

  @Test
  void bytes_that_are_no_answer_leave_it_unsure() throws Exception {
    try (LocalServer server =
        LocalServer.start((request, out) -> write(out, "SSH-2.0-OpenSSH_9.2\r\n\r\n"))) {
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.UNSURE);
    }
  }

  @Test
  void a_refused_connection_is_to_be_retried() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    DeliveryResult result = calls.send(URI.create("http://127.0.0.1:" + port + "/"), AMPLE);

    assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(result.reason()).isEqualTo("no connection to 127.0.0.1");
  }

  @Test
  void a_name_without_an_address_is_to_be_retried() throws Exception {
    DeliveryResult result = calls.send(URI.create("http://nowhere.invalid/"), AMPLE);

    assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(result.reason()).isEqualTo("no address found for nowhere.invalid");
  }

  /**
   * Java 17 ends one such call in a hundred, on a busy machine, as if the server had taken the
   * request and hung up: that one is unsure, which is the safe side.
   */
  @Test
  void a_server_that_speaks_no_tls_never_had_the_request() throws Exception {
    List<DeliveryResult> results = new ArrayList<>();
    try (LocalServer server = LocalServer.start((request, out) -> {})) {
      for (int call = 0; call < 5; call++) {
        results.add(calls.send(URI.create("https://" + server.address() + "/"), AMPLE));
      }

      assertThat(server.requests()).isEmpty();
    }
    assertThat(results)
        .extracting(DeliveryResult::outcome)
        .isSubsetOf(Outcome.RETRY, Outcome.UNSURE);
    assertThat(results)
        .filteredOn(result -> result.outcome() == Outcome.RETRY)
        .isNotEmpty()
        .extracting(DeliveryResult::reason)
        .containsOnly("no TLS connection to 127.0.0.1");
  }

  @Test
  void calls_of_one_attempt_share_the_time_of_one() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LocalServer server = LocalServer.start((request, out) -> never.await())) {
      HttpSender sender = sender(LIMIT);
      HttpCall call =
          HttpCall.postJson(URI.create("http://" + server.address() + "/"), Json.object());
      sender.begin();

      assertThat(sender.ask(call, Answers.byStatus()).outcome()).isEqualTo(Outcome.UNSURE);
      assertThat(sender.ask(call, Answers.byStatus()).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(302, "", "Location: /other"))) {
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void an_answer_before_the_whole_request_was_sent_counts() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(401, "who are you?"))) {
      assertThat(calls.send(server, AMPLE).reason()).isEqualTo("HTTP 401: who are you?");
    }
  }

  @Test
  void who_is_interrupted_stops_at_once() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              received.countDown();
              never.await();
            })) {
      Thread self = Thread.currentThread();
      Thread interrupter =
          new Thread(
              () -> {
                try {
                  received.await();
                  self.interrupt();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      interrupter.start();

      assertThatThrownBy(() -> calls.send(server, AMPLE)).isInstanceOf(InterruptedException.class);
      interrupter.join();
    }
  }
}
