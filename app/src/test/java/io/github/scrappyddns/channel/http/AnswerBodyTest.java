package io.github.scrappyddns.channel.http;

import static io.github.scrappyddns.channel.http.RealCalls.AMPLE;
import static io.github.scrappyddns.channel.http.RealCalls.LIMIT;
import static io.github.scrappyddns.channel.http.RealCalls.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies that do not end, do not come, or are no text: the status counts all the same. */
class AnswerBodyTest {
  private final RealCalls calls = new RealCalls();

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
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.WAIT_UNTIL);
      assertThat(calls.read().get(0).text()).hasSize(64 * 1024);
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
      assertThat(calls.send(server, LIMIT).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(calls.read().get(0).text()).isEqualTo("{\"err");
      assertThat(calls.read().get(0).whole()).isFalse();
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
              } catch (IOException e) {
                hungUp.countDown();
              }
            })) {
      calls.send(server, LIMIT);

      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
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
      assertThat(calls.send(server, AMPLE).outcome()).isEqualTo(Outcome.DELIVERED);
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
      assertThat(calls.send(server, AMPLE).reason()).isEqualTo("HTTP 400: \uFFFD\uFFFD");
    }
  }
}
