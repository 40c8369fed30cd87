package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What real routers and DDNS clients sent when they were recorded, and every byte of the answer.
 * {@code TOKEN} and {@code BASIC} stand for the token and for it as a password; {@code ;} for the
 * end of a line.
 */
class CapturedRequestsTest {
  private static final String BASIC =
      Base64.getEncoder().encodeToString(("home:" + HOME).getBytes(UTF_8));

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

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/clients/captured.txt", delimiter = '|', quoteCharacter = '\u0001')
  void it_is_answered_by_these_bytes(String who, String request, String body) throws IOException {
    String line = request.substring(0, request.indexOf(';'));
    boolean stays = line.endsWith("1.1") && !request.contains("Connection: close");
    String ready = request.replace("TOKEN", HOME).replace("BASIC", BASIC).replace(";", "\r\n");
    String asked = stays ? ready + "\r\nConnection: close\r\n\r\n" : ready + "\r\n\r\n";
    try (RawConnection connection = new RawConnection(served.port())) {
      assertThat(connection.send(asked).rest().replaceFirst("Date: [^\r]*\r\n", ""))
          .isEqualTo(expected(body.translateEscapes(), line.endsWith("1.1")));
    }
  }

  private static String expected(String body, boolean sayClose) {
    return String.join(
        "\r\n",
        "HTTP/1.1 200 OK",
        "Content-Type: text/plain; charset=utf-8",
        "Cache-Control: no-store",
        "Content-Length: " + body.length() + (sayClose ? "\r\nConnection: close" : ""),
        "",
        body);
  }

  @Test
  void wget_sends_its_credentials_on_the_connection_that_was_refused() throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /nic/update?hostname=home.example.com&myip=203.0.113.7 HTTP/1.1",
            "Host: x",
            "User-Agent: Wget/1.21.3",
            "Accept-Encoding: identity",
            "Connection: Keep-Alive",
            "");
    try (RawConnection connection = new RawConnection(served.port())) {
      RawConnection.Answer refused = connection.send(request + "\r\n").answer();
      assertThat(refused.statusLine()).isEqualTo("HTTP/1.1 401 Unauthorized");
      assertThat(refused.body()).isEqualTo("badauth\n");
      assertThat(refused.header("www-authenticate"))
          .contains("Basic realm=\"Scrappy DDNS\", charset=\"UTF-8\"");
      assertThat(served.service().story(HOME)).isEqualTo(List.of());
      connection.send(request + "Authorization: Basic " + BASIC + "\r\n\r\n");
      assertThat(connection.answer().body()).isEqualTo("good 203.0.113.7\n");
    }
  }

  @Test
  void ddns_go_may_send_json_and_opnsense_a_form() throws IOException {
    String json = "{\"ip\":\"203.0.113.7\",\"domain\":\"home.example.com\",\"recordType\":\"A\"}";
    assertThat(posted("application/json", json)).isEqualTo("OK");
    assertThat(posted("application/x-www-form-urlencoded", "ipv6=2001%3Adb8%3A%3A7"))
        .isEqualTo("OK");
    assertThat(served.service().story(HOME))
        .containsExactly("FIRST_SEEN 203.0.113.7", "FIRST_SEEN 2001:db8::7");
  }

  private String posted(String type, String body) throws IOException {
    String head = "POST /" + HOME + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n";
    return RawConnection.exchange(
            served.port(), head + "Content-Length: " + body.length() + "\r\n\r\n" + body)
        .body();
  }
}
