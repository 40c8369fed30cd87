package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.testing.SmallService.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who hold the server up: others do not notice. */
@Tag("slow")
@Timeout(60)
class SlowCallersTest {
  private static final Duration ROUND = Duration.ofMillis(100);

  @TempDir Path directory;
  private ServedService served;

  @BeforeEach
  void start() throws IOException {
    served = new ServedService(directory, new ProxyRule(0, List.of()), ROUND);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void assertServed(String token) throws IOException {
    assertThat(RawConnection.exchange(served.port(), RawConnection.get("/" + token)).body())
        .isEqualTo("OK");
  }

  @Test
  void two_hundred_half_sent_requests_keep_nobody_waiting() throws IOException {
    served.close();
    served = new ServedService(directory, new ProxyRule(0, List.of()), Duration.ofSeconds(20));
    List<RawConnection> held = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        RawConnection connection = new RawConnection(served.port());
        held.add(connection);
        connection.send(
            i % 2 == 0
                ? "GET /" + HOME + " HTTP/1.1\r\nHost: x\r\nX-Half:"
                : "POST /" + HOME + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
      }
      assertServed(OFFICE);
      assertThat(served.service().story(HOME)).isEmpty();
      held.get(0).send(" whole\r\n\r\n");
      assertThat(held.get(0).answer().body()).isEqualTo("OK");
      held.get(1).send("+other");
      assertThat(held.get(1).answer().body()).isEqualTo("OK");
    } finally {
      for (RawConnection connection : held) {
        connection.close();
      }
    }
  }

  /** Each byte ends the idle time-out, so that this alone would let them stay for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x HTTP/1.1\r\nHost: x\r\nX: ",
        "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /",
        "",
      })
  void a_request_that_drips_is_closed(String head) throws IOException {
    for (int roundsBetween : new int[] {0, 3}) {
      try (RawConnection connection = new RawConnection(served.port())) {
        connection.send(head);
        assertThat(isClosedWhileDripping(connection, ROUND.multipliedBy(roundsBetween))).isTrue();
      }
    }
    assertServed(HOME);
  }

  private static boolean isClosedWhileDripping(RawConnection connection, Duration pause)
      throws IOException {
    for (int sent = 0; sent < 50; sent++) {
      try {
        if (connection.send("x").isClosedWithin(pause.plusMillis(20))) {
          return true;
        }
      } catch (SocketException closed) {
        return true;
      }
    }
    return false;
  }

  /** Calls come all the time, so that every round finds bytes: what counts are whole requests. */
  @Test
  void a_busy_connection_is_not_taken_for_a_dripping_one() throws IOException {
    long end = System.nanoTime() + ROUND.multipliedBy(10).toNanos();
    try (RawConnection connection = new RawConnection(served.port())) {
      while (System.nanoTime() < end) {
        assertThat(connection.send(RawConnection.get("/" + HOME)).answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void after_many_wrong_tokens_another_waits_and_the_right_one_does_not() throws IOException {
    guess(500);
    try (RawConnection wrong = new RawConnection(served.port())) {
      wrong.send(RawConnection.get("/one-more-guess"));
      assertServed(HOME);
      assertThat(wrong.isQuiet()).isTrue();
      assertThat(wrong.answer().status()).isEqualTo(404);
    }
  }

  @Test
  void a_hundred_guesses_that_wait_hold_no_thread() throws IOException {
    guess(500);
    List<RawConnection> guessing = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        RawConnection connection = new RawConnection(served.port());
        guessing.add(connection);
        connection.send(RawConnection.get("/guess-" + i));
      }
      assertServed(HOME);
      assertThat(guessing.get(99).isQuiet()).isTrue();
    } finally {
      for (RawConnection connection : guessing) {
        connection.close();
      }
    }
  }

  @Test
  void stopping_cuts_off_those_who_are_made_to_wait() throws IOException {
    guess(500);
    try (RawConnection wrong = new RawConnection(served.port())) {
      wrong.send(RawConnection.get("/one-more-guess"));
      assertServed(HOME);
      int port = served.port();
      served.close();
      assertThat(wrong.rest()).isEmpty();
      assertThat(catchThrowable(() -> new RawConnection(port).close()))
          .isInstanceOf(ConnectException.class);
    }
  }

  /** Counts wrong tokens from loopback without waiting for their answers. */
  private void guess(int times) {
    Request guess =
        new Request(
            "GET", "/guess", "", PublicAddress.parse("127.0.0.1").orElseThrow(), name -> List.of());
    for (int i = 0; i < times; i++) {
      assertThat(served.service().endpoint().handle(guess).join().status()).isEqualTo(404);
    }
  }
}
