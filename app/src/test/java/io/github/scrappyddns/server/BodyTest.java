package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.server.RawConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in whatever parts they come, and heads of many fields. */
class BodyTest {
  private static final String FORM = "ip_address=203.0.113.7";

  @TempDir Path directory;
  private ServedService served;

  @BeforeEach
  void start() throws IOException {
    served = new ServedService(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void a_body_of_single_bytes_is_read_whole() throws IOException {
    StringBuilder chunks = new StringBuilder();
    FORM.chars().forEach(letter -> chunks.append("1\r\n").append((char) letter).append("\r\n"));
    Answer answer =
        RawConnection.exchange(
            served.port(),
            "POST /"
                + HOME
                + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunks
                + "0\r\n\r\n");
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @Test
  void a_body_of_the_largest_size_is_read_and_a_byte_more_is_not() throws IOException {
    String largest = FORM + "&" + "x".repeat(Request.LARGEST_BODY - FORM.length() - 1);
    assertThat(posted("/" + HOME, largest).body()).isEqualTo("OK");
    assertThat(posted("/" + HOME, largest + "x").status()).isEqualTo(413);
  }

  private Answer posted(String path, String body) throws IOException {
    return RawConnection.exchange(
        served.port(),
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, body.length(), body));
  }

  /** The body never comes: who waited for it would not answer. */
  @ParameterizedTest
  @CsvSource({
    "POST, /no-such-token, 404",
    "POST, /no-such-token/ip, 404",
    "PUT, /u/no-such-token/, 404",
    "POST, /update/home/no-such-token, 401",
    "DELETE, /anything, 405"
  })
  void no_body_is_awaited_where_the_path_says_enough(String method, String path, int status)
      throws IOException {
    for (String length : new String[] {"Content-Length: 4000", "Transfer-Encoding: chunked"}) {
      Answer answer =
          RawConnection.exchange(
              served.port(),
              method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n");
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("connection")).contains("close");
    }
  }

  @Test
  void a_head_of_a_hundred_fields_is_read_and_one_more_is_not() throws IOException {
    assertThat(withFields(100).body()).isEqualTo("OK");
    assertThat(withFields(101).status()).isEqualTo(431);
  }

  @Test
  void fields_are_counted_anew_for_each_request_of_a_connection() throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.send(head(60)).answer().body()).isEqualTo("OK");
      }
    }
  }

  private Answer withFields(int fields) throws IOException {
    return RawConnection.exchange(served.port(), head(fields));
  }

  private static String head(int fields) {
    return "GET /" + HOME + " HTTP/1.1\r\nHost: x\r\n" + "a:\r\n".repeat(fields - 1) + "\r\n";
  }
}
