package io.github.scrappyddns.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that refused everything, and whose owner has mended it. */
class MendedChannelProcessTest {
  private static final String TOKEN = "mended-channel-test-token";

  @TempDir Path directory;

  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private volatile boolean refuses = true;

  @Test
  void a_test_alert_that_gets_through_ends_the_rest_of_a_bad_channel() throws IOException {
    HttpServer gotify =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gotify.createContext("/message", this::answer);
    gotify.start();
    ServiceHome home =
        new ServiceHome(directory)
            .list(TOKEN + ":Home")
            .set(
                "SCRAPPY_NOTIFY_URLS",
                "gotify://127.0.0.1:" + gotify.getAddress().getPort() + "/a-gotify-token");
    try (RunningJar service = home.serve()) {
      assertThat(service.checkIn(TOKEN, "203.0.113.1")).isEqualTo("OK");
      Await.until("it rests", () -> service.output().contains("needs attention"));
      assertThat(delivered).isEmpty();

      refuses = false;
      try (RunningJar test = home.run("send-test")) {
        assertThat(test.output()).contains("delivered");
        assertThat(test.exitStatus()).isZero();
      }
      Await.until("what was owed comes", () -> delivered.size() == 2);
      assertThat(delivered.get(1)).contains("Home is at 203.0.113.1");
      Await.until("the sign is taken away", () -> !isTold());
    } finally {
      gotify.stop(0);
    }
  }

  private boolean isTold() {
    return Files.exists(directory.resolve("channels-were-tested"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String answer =
        refuses
            ? "{\"error\":\"Unauthorized\",\"errorCode\":401,\"errorDescription\":\"x\"}"
            : "{\"id\":7,\"appid\":1,\"message\":\"m\",\"title\":\"t\"}";
    if (!refuses) {
      delivered.add(body);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(refuses ? 401 : 200, answer.length());
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }
}
