package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.RawConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no standard has them and firmware writes them; {@code TOKEN} is the token. */
@Tag("slow")
class OddRequestsTest {
  private static final String HEAD =
      "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n";

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

  /** All bytes of the answer but its date, from a server that closes by itself. */
  private String bytes(String request) throws IOException {
    try (RawConnection connection = new RawConnection(served.port())) {
      return connection
          .send(request.replace("TOKEN", HOME))
          .rest()
          .replaceFirst("Date: [^\r]*\r\n", "");
    }
  }

  private String get(String target) throws IOException {
    return RawConnection.exchange(served.port(), RawConnection.get(target.replace("TOKEN", HOME)))
        .body();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /TOKEN HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: ddns.example.com:5000\\r\\n\\r\\n",
        "GET http://checkip.example.com/TOKEN HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?home HTTP/1.0\\r\\n\\r\\n",
        "GET //TOKEN HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN/ HTTP/1.0\\r\\n\\r\\n",
        "GET ///TOKEN// HTTP/1.0\\r\\n\\r\\n",
        "GET http://h:23000/TOKEN?x HTTP/1.0\\r\\nHost: h\\r\\n\\r\\n",
        "GET http://h:23000//TOKEN HTTP/1.0\\r\\nHost: other.example.com:80\\r\\n\\r\\n",
        "GET http:///TOKEN HTTP/1.0\\r\\nHost: h\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost:\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: name:\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: name/\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: http://name/\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: my_nas.:5000\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: name:99999\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: ::1\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: a b\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nHost: b\\374ro\\r\\n\\r\\n",
        "GET /TOKEN  HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN%20 HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?x   HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?who=Fantastic ROS HTTP/1.0\\r\\nUser-Agent: Mikrotik/6.x Fetch\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\n\\n",
        "GET /TOKEN HTTP/1.0\\r\\nAuthorization: basic Og==\\r\\n\\n",
        "GET /TOKEN HTTP/1.0\\r\\nAuthorization: Digest x=\"y\"\\r\\n\\r\\n",
        "GET /TOKEN?x={a}|b^`\\\\\"<c> HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?x=%zz%i% HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?x=\\344 HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN?&&==&?? HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nContent-Type: application/json\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nAccept-Encoding: gzip, deflate, br\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.0\\r\\nCookie: a=b\\r\\nIf-None-Match: *\\r\\nRange: bytes=0-0\\r\\n\\r\\n",
        "POST /TOKEN HTTP/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n",
        "PUT /TOKEN HTTP/1.0\\r\\n\\r\\n",
        "POST /TOKEN HTTP/1.0\\r\\nContent-Type: application/json\\r\\nContent-Length: 1\\r\\n\\r\\n{",
      })
  void it_is_a_check_in_all_the_same(String request) throws IOException {
    assertThat(bytes(request.translateEscapes()))
        .isEqualTo("HTTP/1.1 200 OK\r\n" + HEAD + "Content-Length: 2\r\n\r\nOK");
    assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET scrappy.example.com HTTP/1.0\\r\\nHost: scrappy.example.com\\r\\n\\r\\n",
        "GET TOKEN HTTP/1.0\\r\\n\\r\\n",
      })
  void what_cannot_be_understood_is_refused_in_a_line(String request) throws IOException {
    assertThat(bytes(request.translateEscapes()))
        .isEqualTo(
            "HTTP/1.1 400 Bad Request\r\n" + HEAD + "Content-Length: 12\r\n\r\nBad Request\n");
    assertThat(served.service().story(HOME)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /dyndns HTTP/1.0\\r\\nUser-Agent: Fritz!Box DDNS/1.0.1\\r\\n\\r\\n",
        "GET /nic/update%20http:/ipv6.example.com/nic/update HTTP/1.0\\r\\n\\r\\n",
        "GET http://checkip.example.com/ HTTP/1.0\\r\\n\\r\\n",
        "GET /TOKENhome HTTP/1.0\\r\\n\\r\\n",
      })
  void what_leads_nowhere_is_not_found(String request) throws IOException {
    assertThat(bytes(request.translateEscapes()))
        .isEqualTo("HTTP/1.1 404 Not Found\r\n" + HEAD + "Content-Length: 10\r\n\r\nNot Found\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "myip=",
        "myip=auto",
        "ip_address=",
        "ip_address=<ipaddr>",
        "myip=<ip6addr>",
        "ip=%i",
        "myip=%IP%",
        "MYIP=__MYIP__",
        "ip_address=[IP]",
        "ip_address=@IP",
        "ip_address=#{ip}",
        "myip=%h",
        "ip_address=0.0.0.0",
        "myip=::",
        "myip=no",
        "ip6lanprefix=<ip6lanprefix>",
      })
  void what_is_left_open_means_the_address_of_the_call(String query) throws IOException {
    assertThat(get("/TOKEN?" + query.replace("#", "%23"))).isIn("OK", "good 127.0.0.1\n");
    assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 127.0.0.1");
  }

  @Test
  void a_fragment_that_a_client_sends_is_no_part_of_the_address() throws IOException {
    assertThat(get("/TOKEN?ip_address=#{ip}")).isEqualTo("OK");
    assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 127.0.0.1");
  }

  @Test
  void one_address_in_many_spellings_is_one_alert() throws IOException {
    for (String spelling :
        new String[] {
          "2001%3adb8%3a%3a1",
          "2001:0db8:0000:0000:0000:0000:0000:0001",
          "2001:DB8::1",
          "[2001:db8::1]",
          "2001:db8::1%25eth0",
          "2001:db8::1/128",
          "2001:db8:0:0::1",
          "+2001:db8::1+",
        }) {
      assertThat(get("/TOKEN?ip_address=" + spelling)).as(spelling).isEqualTo("OK");
    }
    assertThat(get("/TOKEN?ip_address=::ffff:203.0.113.7")).isEqualTo("OK");
    assertThat(get("/TOKEN?ip_address=203.0.113.7")).isEqualTo("OK");
    assertThat(served.service().story(HOME))
        .containsExactly("FIRST_SEEN 2001:db8::1", "FIRST_SEEN 203.0.113.7");
  }

  @Test
  void families_that_take_turns_do_not_flip() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(get("/TOKEN?ip_address=203.0.113.7")).isEqualTo("OK");
      assertThat(get("/TOKEN?ip_address=2001:db8::1")).isEqualTo("OK");
    }
    assertThat(served.service().story(HOME)).hasSize(2);
  }

  @Test
  void a_delegated_prefix_is_told_as_one() throws IOException {
    assertThat(get("/TOKEN?ip_address=203.0.113.7&ip6lanprefix=2001:db8:1::/56")).isEqualTo("OK");
    assertThat(served.service().story(HOME))
        .containsExactlyInAnyOrder("FIRST_SEEN 203.0.113.7", "FIRST_SEEN 2001:db8:1::/56");
  }

  @Test
  void a_hundred_repeats_are_one_event_and_all_are_answered_alike() throws IOException {
    for (int i = 0; i < 100; i++) {
      assertThat(get("/TOKEN?ip_address=203.0.113.7")).isEqualTo("OK");
    }
    assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
  }

  @ParameterizedTest
  @CsvSource({
    "Basic, home:TOKEN",
    "basic, TOKEN:x",
    "BASIC, TOKEN:p@ss:w&rd ü",
    "Basic, home.example.com:TOKEN",
    "Basic, :TOKEN",
    "Basic, TOKEN:",
  })
  void credentials_are_found_wherever_a_client_lets_one_type_them(String scheme, String pair)
      throws IOException {
    String encoded =
        Base64.getEncoder().encodeToString(pair.replace("TOKEN", HOME).getBytes(UTF_8));
    String request =
        "GET /nic/update?myip=203.0.113.7 HTTP/1.0\r\nAuthorization: " + scheme + " " + encoded;
    assertThat(bytes(request + "\r\n\r\n"))
        .isEqualTo("HTTP/1.1 200 OK\r\n" + HEAD + "Content-Length: 17\r\n\r\ngood 203.0.113.7\n");
  }

  /** A server that waits for more closes after twenty seconds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT x:1 HTTP/1.1\\r\\nHost: x:1\\r\\nConnection: close\\r\\n\\r\\n",
        "CONNECT x:1 HTTP/1.1\\r\\nHost: x:1\\r\\n\\r\\n",
        "CONNECT x:1 HTTP/1.0\\r\\n\\r\\n",
        "CONNECT /TOKEN HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
        "CONNECT x:1 HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\n\\r\\n",
        "OPTIONS * HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n",
        "TRACE /TOKEN HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n",
        "GET /TOKEN HTTP/1.1\\r\\nHost: x\\r\\nConnection: close, Upgrade\\r\\nUpgrade: h2c\\r\\n\\r\\n",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
      })
  void where_nothing_can_follow_an_answer_ends_its_connection(String request) throws IOException {
    long began = System.nanoTime();
    assertThat(bytes(request.translateEscapes())).startsWith("HTTP/1.1 ");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void empty_credentials_are_none() throws IOException {
    Answer answer =
        RawConnection.exchange(
            served.port(),
            "GET /nic/update HTTP/1.1\r\nHost: x\r\nAuthorization: Basic Og==\r\n\r\n");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("badauth\n");
    assertThat(answer.header("www-authenticate")).isPresent();
  }
}
