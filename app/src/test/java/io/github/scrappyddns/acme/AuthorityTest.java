package io.github.scrappyddns.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.scrappyddns.acme.certificate.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority that does not want to be asked now, or is none. */
class AuthorityTest {
  private HttpServer server;
  private String base;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://localhost:" + server.getAddress().getPort();
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(String path, int status, String type, String body, String... header) {
    server.createContext(path, exchange -> send(exchange, status, type, body, header));
  }

  private static void send(
      HttpExchange exchange, int status, String type, String body, String... header)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.getResponseHeaders().add("Replay-Nonce", "bm9uY2U");
    for (int i = 0; i < header.length; i += 2) {
      exchange.getResponseHeaders().add(header[i], header[i + 1]);
    }
    byte[] bytes = body.getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private void answerDirectory() {
    answer(
        "/dir",
        200,
        "application/json",
        """
        {"newNonce": "%s/nonce", "newAccount": "%s/account", "newOrder": "%s/order"}"""
            .formatted(base, base, base));
    answer("/nonce", 200, "text/plain", "");
  }

  private Failure ordered() {
    Authority authority =
        new Authority(URI.create(base + "/dir"), Optional.empty(), Optional.empty());
    return catchThrowableOfType(
        Failure.class,
        () ->
            authority.order(
                List.of("ddns.example.com"), Keys.make(), Challenge.Kind.HTTP_01, new NoAnswers()));
  }

  /** Nothing gets as far as a challenge here. */
  private static final class NoAnswers implements Answers {
    @Override
    public void open(Challenge challenge) {
      throw new AssertionError(challenge);
    }

    @Override
    public void close() {}
  }

  private static void isIn(Optional<Instant> time, Duration wait) {
    assertThat(time.orElseThrow())
        .isBetween(
            Instant.now().plus(wait).minusSeconds(60), Instant.now().plus(wait).plusSeconds(60));
  }

  @Test
  void a_limit_on_how_often_it_is_asked_is_told_with_its_time() {
    answerDirectory();
    answer(
        "/account",
        429,
        "application/problem+json",
        """
        {"type": "urn:ietf:params:acme:error:rateLimited", "detail": "too many\\nnew accounts"}""",
        "Retry-After",
        "10800");
    Failure failure = ordered();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.LIMITED);
    assertThat(failure)
        .hasMessage(
            "the certificate authority was asked too often. It says: too many new accounts");
    isIn(failure.notBefore(), Duration.ofHours(3));
  }

  @Test
  void maintenance_says_when_to_come_again() {
    answer("/dir", 503, "text/html", "<h1>Maintenance</h1>", "Retry-After", "7200");
    Failure failure = ordered();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    isIn(failure.notBefore(), Duration.ofHours(2));
  }

  @Test
  void an_account_that_must_be_made_by_hand_is_named_as_that() {
    answerDirectory();
    answer(
        "/account",
        403,
        "application/problem+json",
        """
        {"type": "urn:ietf:params:acme:error:externalAccountRequired", "detail": "no"}""");
    assertThat(ordered()).hasMessageContaining("wants an account that was made on its site before");
  }

  @Test
  void what_is_no_authority_is_told_as_that() {
    answer("/dir", 200, "application/json", "{\"hello\": \"world\"}");
    Failure failure = ordered();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.getMessage()).contains("localhost");
  }

  @Test
  void a_name_that_dns_does_not_know_was_never_reached() {
    Authority authority =
        new Authority(
            URI.create("https://no-such-authority.example/dir"),
            Optional.empty(),
            Optional.empty());
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () ->
                authority.order(
                    List.of("ddns.example.com"),
                    Keys.make(),
                    Challenge.Kind.HTTP_01,
                    new NoAnswers()));
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    assertThat(failure).hasMessage("there is no no-such-authority.example in DNS, or no DNS here");
  }
}
