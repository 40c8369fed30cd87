package io.github.scrappyddns.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sign of life that the real service gives. */
class HeartbeatProcessTest {
  private static final String SECRET = "planted-id-of-a-check";

  @TempDir Path directory;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  private HttpServer watcher() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] answer = ("said of " + exchange.getRequestURI()).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private ServiceHome home(HttpServer watcher) {
    return new ServiceHome(directory)
        .list("heartbeat-test-token:Home")
        .set("SCRAPPY_LOG_LEVEL", "DEBUG")
        .set(
            "SCRAPPY_HEARTBEAT_URL",
            "http://127.0.0.1:" + watcher.getAddress().getPort() + "/ping/" + SECRET);
  }

  @Test
  void a_service_that_is_well_is_heard_soon_after_its_start() throws IOException {
    HttpServer watcher = watcher();
    try (RunningJar service = home(watcher).serve()) {
      Await.until("it is heard", () -> !heard.isEmpty());
      assertThat(heard).containsExactly("GET /ping/" + SECRET);
      assertThat(service.get("/health")).isEqualTo("ok\n");
      assertThat(service.output()).doesNotContain(SECRET, "sign of life");
    } finally {
      watcher.stop(0);
    }
  }

  @Test
  void a_watcher_that_knows_nobody_of_this_address_is_told_without_its_secret() throws IOException {
    HttpServer watcher = watcher();
    status = 404;
    try (RunningJar service = home(watcher).serve()) {
      Await.until("it is told", () -> service.output().contains("did not hear the sign of life"));
      assertThat(service.get("/health"))
          .startsWith("ok\nwarning: heartbeat: 127.0.0.1 does not hear it: HTTP 404: said of")
          .doesNotContain(SECRET);
      assertThat(service.output()).doesNotContain(SECRET);
    } finally {
      watcher.stop(0);
    }
  }

  @Test
  void a_service_whose_channel_needs_attention_is_silent() throws IOException {
    HttpServer watcher = watcher();
    ServiceHome home = home(watcher);
    home.set("SCRAPPY_NOTIFY_URLS", "program://" + directory.resolve("nothing"));
    String token = "heartbeat-test-token";
    try (RunningJar service = home.serve()) {
      assertThat(service.checkIn(token, "9.9.9.9")).isEqualTo("OK");
      Await.until("the channel is bad", () -> service.output().contains("needs attention"));
      service.stop();
    }
    heard.clear();
    try (RunningJar service = home.serve()) {
      Await.until(
          "it gives no sign",
          () ->
              service
                  .output()
                  .contains(
                      "127.0.0.1 is given no sign of life, so that it alarms: channels: program"
                          + " nothing needs attention"));
      assertThat(heard).isEmpty();
    } finally {
      watcher.stop(0);
    }
  }
}
