package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.Bench;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.ManualClock;
import io.github.scrappyddns.channel.testing.Received;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
  private static final Duration LIMIT = Duration.ofMillis(400);
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final List<HttpAnswer> read = new ArrayList<>();

  private static HttpSender sender(Duration limit) {
    return new HttpSender(
        new Manner(limit, new ManualClock(), () -> 0, "ScrappyDDNS/test", Bench::systemTrust),
        new PushThreads());
  }

  private DeliveryResult send(LocalServer server, Duration limit) throws InterruptedException {
    return send(URI.create("http://" + server.address() + "/x"), limit);
  }

  private DeliveryResult send(URI uri, Duration limit) throws InterruptedException {
    return sender(limit)
        .ask(
            HttpCall.postJson(uri, Json.object()),
            answer -> {
              read.add(answer);
              return answer.standard();
            });
  }

  private static void write(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Test
  void a_request_offers_no_upgrade_and_names_the_program() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "ok"))) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.DELIVERED);

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

      assertThat(send(server, LIMIT).outcome()).isEqualTo(Outcome.UNSURE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_connection_closed_without_an_answer_leaves_it_unsure() throws Exception {
    try (LocalServer server = LocalServer.start((request, out) -> {})) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.UNSURE);
    }
  }

  @Test
  void bytes_that_are_no_answer_leave_it_unsure() throws Exception {
    try (LocalServer server =
        LocalServer.start((request, out) -> write(out, "SSH-2.0-OpenSSH_9.2\r\n\r\n"))) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.UNSURE);
    }
  }

  @Test
  void a_refused_connection_is_to_be_retried() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    DeliveryResult result = send(URI.create("http://127.0.0.1:" + port + "/"), AMPLE);

    assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(result.reason()).isEqualTo("no connection to 127.0.0.1");
  }

  @Test
  void a_name_without_an_address_is_to_be_retried() throws Exception {
    DeliveryResult result = send(URI.create("http://nowhere.invalid/"), AMPLE);

    assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(result.reason()).isEqualTo("no address found for nowhere.invalid");
  }

  @Test
  void a_server_that_speaks_no_tls_never_had_the_request() throws Exception {
    try (LocalServer server = LocalServer.start((request, out) -> {})) {
      DeliveryResult result = send(URI.create("https://" + server.address() + "/"), AMPLE);

      assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(result.reason()).isEqualTo("no TLS connection to 127.0.0.1");
    }
  }

  @Test
  void a_body_without_end_is_cut_and_counts() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              write(
                  out, "HTTP/1.1 429 Slow\r\nRetry-After: 60\r\nContent-Length: 27262976\r\n\r\n");
              for (int i = 0; i < 27_262; i++) {
                write(out, "x".repeat(1000));
              }
            })) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.WAIT_UNTIL);
      assertThat(read.get(0).text()).hasSize(16 * 1024);
    }
  }

  @Test
  void a_dripping_body_counts_for_its_status_within_the_limit() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              write(out, "HTTP/1.1 401 No\r\nContent-Length: 1000\r\n\r\n{\"err");
              never.await();
            })) {
      assertThat(send(server, LIMIT).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
      assertThat(read.get(0).text()).isEqualTo("{\"err");
    }
  }

  @Test
  void a_server_that_drips_is_hung_up_on() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n");
              try {
                while (true) {
                  write(out, "x");
                }
              } catch (java.io.IOException e) {
                hungUp.countDown();
              }
            })) {
      send(server, LIMIT);

      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void calls_of_one_attempt_share_the_time_of_one() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LocalServer server = LocalServer.start((request, out) -> never.await())) {
      HttpSender sender = sender(LIMIT);
      HttpCall call =
          HttpCall.postJson(URI.create("http://" + server.address() + "/"), Json.object());
      sender.begin();

      assertThat(sender.ask(call, HttpAnswer::standard).outcome()).isEqualTo(Outcome.UNSURE);
      assertThat(sender.ask(call, HttpAnswer::standard).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_broken_chunk_counts_for_its_status() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) ->
                write(
                    out,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"))) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @Test
  void a_body_that_is_no_utf_8_is_read_all_the_same() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              write(out, "HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\n");
              out.write(new byte[] {(byte) 0xff, (byte) 0xfe});
              out.flush();
            })) {
      assertThat(send(server, AMPLE).reason()).isEqualTo("HTTP 400: \uFFFD\uFFFD");
    }
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(302, "", "Location: /other"))) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void an_answer_before_the_whole_request_was_sent_counts() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(413, "too large"))) {
      assertThat(send(server, AMPLE).outcome()).isEqualTo(Outcome.BAD_MESSAGE);
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

      assertThatThrownBy(() -> send(server, AMPLE)).isInstanceOf(InterruptedException.class);
      interrupter.join();
    }
  }
}
