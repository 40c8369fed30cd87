package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.RawConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the open Internet sends: refused in one line, stored nowhere, noticed by nobody else. */
class BadInputTest {
  @TempDir Path directory;
  private ServedService served;

  @BeforeEach
  void start() throws IOException {
    served = new ServedService(directory);
  }

  /** Whatever came, the next caller is served, and nothing was stored before. */
  @AfterEach
  void assertUnharmed() throws IOException {
    try (ServedService last = served) {
      assertThat(last.service().story(HOME)).isEmpty();
      assertThat(RawConnection.exchange(last.port(), RawConnection.get("/" + HOME)).body())
          .isEqualTo("OK");
    }
  }

  private void assertRefused(String request, int status, String body) throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      Answer answer = connection.send(request).answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.header("content-length")).contains("" + body.length());
      assertThat(answer.header("content-type")).contains("text/plain; charset=utf-8");
      assertThat(connection.rest()).isEmpty();
    }
  }

  @Test
  void a_request_line_over_the_limit_is_414() throws IOException {
    assertRefused(RawConnection.get("/" + "x".repeat(9_000)), 414, "URI Too Long\n");
  }

  @Test
  void headers_over_the_limit_are_431() throws IOException {
    assertRefused(
        "GET /" + HOME + " HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9_000) + "\r\n\r\n",
        431,
        "Request Header Fields Too Large\n");
  }

  @Test
  void a_body_over_the_limit_is_413_before_it_is_sent() throws IOException {
    assertRefused(
        "POST /" + HOME + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n",
        413,
        "Content Too Large\n");
  }

  @Test
  void a_body_over_the_limit_in_chunks_is_413() throws IOException {
    String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    assertRefused(
        "POST /"
            + HOME
            + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(4)
            + "1\r\nx\r\n",
        413,
        "Content Too Large\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|half a request line",
        "\\26\\3\\1\\2\\0\\1|a TLS greeting",
        "SSH-2.0-OpenSSH_9.2\\r\\n|another protocol",
        "\\0\\0\\0\\0\\r\\n\\r\\n|zeros",
        "GET /%s HTTP/9.9\\r\\n\\r\\n|no such version",
        "GET /%s HTTP/1.1\\r\\n\\r\\n|no Host",
        "GET /%s HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n|two Hosts",
        "GET /%s HTTP/1.1\\r\\nHost x\\r\\n\\r\\n|no colon",
        "POST /%s HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n|a negative length",
        "POST /%s HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: x\\r\\n\\r\\n|no number",
        "POST /%s HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n|two",
        "POST /%s HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nZZ\\r\\n|no chunk",
        "POST /%s HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: rot13\\r\\n\\r\\n|no coding",
      })
  void bytes_that_are_no_http_are_answered_400_or_closed(String escaped, String what)
      throws IOException {
    String bytes = escaped.translateEscapes().replace("%s", HOME);
    try (RawConnection connection = new RawConnection(served.port())) {
      connection.send(bytes).sendEnd();
      String answer = connection.rest();
      assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 (400|501|505) .*"))
          .as(what + ": " + answer)
          .isTrue();
      assertThat(answer).doesNotContain(HOME).doesNotContain("Exception").doesNotContain("<");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%",
        "/%0",
        "/%zz",
        "/%00",
        "/%ff%fe",
        "/%u0041",
        "/..",
        "/../../etc/passwd",
        "/.%2e/%2e./x",
        "/a;b=c",
        "/;",
        "//",
        "///x",
        "/a//b",
        "/a\\b",
        "/ä",
        "/\u0001",
        "/<script>",
        "/{}|^`\"",
        "*",
        "x",
        "?",
        "?ip_address=1.2.3.4",
        "#",
        "http://",
        "http:///",
        "http://[::1/x",
        "http://user:pw@host/x",
        "ftp://host/x",
        "mailto:x",
        "host:443",
        "/x?%",
        "/x?%zz=%zz",
        "/x?ip_address=%",
        "/x?&&==&",
      })
  void odd_targets_are_never_the_servers_fault(String target) throws IOException {
    for (String method : new String[] {"GET", "POST", "CONNECT", "OPTIONS"}) {
      try (RawConnection connection = new RawConnection(served.port())) {
        connection
            .send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .sendEnd();
        assertThat(connection.rest()).as(method).matches("(?s)HTTP/1\\.1 40[045] .*");
      }
    }
  }
}
