package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.RawConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, byte for byte, when all is well. */
class AnswersTest {
  @TempDir static Path directory;
  private static ServedService served;

  @BeforeAll
  static void start() throws IOException {
    served = new ServedService(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Answer exchange(String request) throws IOException {
    return RawConnection.exchange(served.port(), request);
  }

  private static Answer get(String target) throws IOException {
    return exchange(RawConnection.get(target));
  }

  private static void assertPlain(Answer answer) {
    assertThat(answer.header("content-length")).contains("" + answer.body().length());
    assertThat(answer.header("transfer-encoding")).isEmpty();
    assertThat(answer.header("content-type")).contains("text/plain; charset=utf-8");
    assertThat(answer.header("cache-control")).contains("no-store");
    assertThat(answer.header("server")).isEmpty();
  }

  @Test
  void a_known_token_is_answered_ok_in_two_bytes() throws IOException {
    Answer answer = get("/" + HOME);
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(answer.body()).isEqualTo("OK");
    assertPlain(answer);
    assertThat(answer.header("connection")).isEmpty();
    assertThat(served.service().story(HOME)).contains("FIRST_SEEN 127.0.0.1");
  }

  @Test
  void an_unknown_token_and_an_unknown_path_are_answered_by_the_same_bytes() throws IOException {
    Answer token = get("/token-that-nobody-has");
    assertThat(token.statusLine()).isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(token.body()).isEqualTo("Not Found\n");
    assertPlain(token);
    for (String target : new String[] {"/", "/index.html", "/" + HOME + "/x", "/nic/else?x=y"}) {
      assertThat(get(target)).as(target).isEqualTo(token);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void post_and_put_do_the_same_as_get_whatever_their_body(String method) throws IOException {
    String head = method + " /" + HOME + " HTTP/1.1\r\nHost: x\r\n";
    assertThat(exchange(head + "\r\n").body()).isEqualTo("OK");
    assertThat(exchange(head + "Content-Length: 0\r\n\r\n").body()).isEqualTo("OK");
    assertThat(exchange(head + "Content-Length: 7\r\n\r\na=b&c=d").body()).isEqualTo("OK");
    assertThat(exchange(head + "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n").body())
        .isEqualTo("OK");
  }

  @Test
  void head_is_answered_like_get_without_the_body() throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      Answer head =
          connection.send("HEAD /" + HOME + " HTTP/1.1\r\nHost: x\r\n\r\n").answerWithoutBody();
      assertThat(head.status()).isEqualTo(200);
      Answer get = connection.send(RawConnection.get("/" + HOME)).answer();
      assertThat(head.headers()).isEqualTo(get.headers());
      assertThat(get.body()).isEqualTo("OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
  void other_methods_are_not_allowed(String method) throws IOException {
    Answer answer = exchange(method + " /" + HOME + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains("GET, HEAD, POST, PUT");
    assertPlain(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113, is not an IPv4 or IPv6 address",
    "example.com, is not an IPv4 or IPv6 address",
    "%FF, is not an IPv4 or IPv6 address",
    "224.0.0.1, is a multicast address",
    "255.255.255.255, is the broadcast address",
    "240.0.0.1, is a reserved address",
  })
  void a_bad_ip_address_is_answered_400_badip_and_the_reason(String text, String reason)
      throws IOException {
    Answer answer = get("/" + HOME + "?ip_address=" + text);
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 400 Bad Request");
    assertThat(answer.body()).isEqualTo("badip: ip_address " + reason + "\n");
    assertPlain(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?ip_address=", "?ip_address", "?", "?ip_address=0.0.0.0"})
  void an_empty_ip_address_is_as_if_absent(String query) throws IOException {
    assertThat(get("/" + HOME + query).body()).isEqualTo("OK");
    assertThat(served.service().story(HOME)).contains("FIRST_SEEN 127.0.0.1");
  }

  @Test
  void an_authorization_is_ignored() throws IOException {
    String call = "GET /" + HOME + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ?!\r\n\r\n";
    assertThat(exchange(call).body()).isEqualTo("OK");
  }

  @Test
  void a_connection_serves_many_calls_also_when_they_come_at_once() throws IOException {
    String call = RawConnection.get("/" + HOME);
    try (RawConnection connection = new RawConnection(served.port())) {
      for (int i = 0; i < 100; i++) {
        assertThat(connection.send(call).answer().body()).isEqualTo("OK");
      }
      connection.send(call + RawConnection.get("/wrong") + call);
      assertThat(connection.answer().status()).isEqualTo(200);
      assertThat(connection.answer().status()).isEqualTo(404);
      assertThat(connection.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_caller_that_asks_for_the_end_gets_it() throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send("GET /" + HOME + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(connection.answer().body()).isEqualTo("OK");
      assertThat(connection.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: ddns.example.com\r\n"})
  void http_1_0_is_answered_and_closed(String host) throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      Answer answer = connection.send("GET /" + HOME + " HTTP/1.0\r\n" + host + "\r\n").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("OK");
      assertPlain(answer);
      assertThat(connection.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ddns.example.com/" + HOME,
        "/" + HOME + "#fragment",
        "/%74oken-of-the-home-network",
      })
  void other_spellings_of_the_address_are_understood(String target) throws IOException {
    assertThat(get(target).body()).isEqualTo("OK");
  }

  @Test
  void a_body_that_is_announced_is_asked_for() throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send(
          "POST /"
              + HOME
              + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Content-Length: 3\r\n\r\n");
      assertThat(connection.answer().statusLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(connection.send("a=b").answer().body()).isEqualTo("OK");
    }
  }

  @Test
  void health_is_answered_beside_the_check_ins() throws IOException {
    Answer answer = get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok\n");
    assertPlain(answer);
  }
}
