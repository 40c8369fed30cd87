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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three phones: of the family, of the office, and of somebody who wants all. */
class ThreeChannelsProcessTest {
  private static final String HOME = "three-channels-home-token";
  private static final String OFFICE = "three-channels-office-token";

  @TempDir Path directory;

  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer phones;

  @SuppressWarnings("NullAway.Init")
  private RunningJar service;

  @BeforeEach
  void start() throws IOException {
    phones = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    phones.createContext("/", this::answer);
    phones.start();
    String base = "json://127.0.0.1:" + phones.getAddress().getPort();
    service =
        new ServiceHome(directory)
            .list(HOME + ":Home", OFFICE + ":Office")
            .set("SCRAPPY_ALERT_INTERVAL", "0s")
            .set(
                "SCRAPPY_NOTIFY_URLS",
                base
                    + "/family?networks=Home&name=family "
                    + base
                    + "/office?networks=Office&name=office "
                    + base
                    + "/all?name=all")
            .serve();
  }

  @AfterEach
  void stop() {
    service.close();
    phones.stop(0);
  }

  @Test
  void what_one_refuses_is_told_by_those_alone_who_want_that_network() {
    statuses.put("/family", 413);
    assertThat(service.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    assertThat(service.checkIn(OFFICE, "203.0.113.2")).isEqualTo("OK");
    Await.until("it is told", () -> has("/all", "family refused this alert"));
    Await.until("the office's own comes", () -> has("/office", "Office is at 203.0.113.2"));
    assertThat(service.checkIn(HOME, "203.0.113.3")).isEqualTo("OK");
    Await.until("the second is told", () -> has("/all", "HTTP 413", "Home is at 203.0.113.3"));

    assertThat(told("/office")).noneMatch(text -> text.contains("Home"));
    assertThat(told("/family")).isEmpty();
  }

  @Test
  void two_that_fail_are_told_by_the_third_and_told_themselves_when_they_are_well() {
    statuses.put("/family", 410);
    statuses.put("/office", 503);
    assertThat(service.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    assertThat(service.checkIn(OFFICE, "203.0.113.2")).isEqualTo("OK");
    Await.until("it is told", () -> has("/all", "family needs attention"));
    statuses.remove("/office");
    Await.until("the office hears of itself", () -> has("/office", "Office is at 203.0.113.2"));
    Await.until("and of the family's phone", () -> has("/office", "family needs attention"));
    assertThat(told("/office")).noneMatch(text -> text.contains("203.0.113.1"));
  }

  private boolean has(String phone, String... parts) {
    return told(phone).stream().anyMatch(text -> List.of(parts).stream().allMatch(text::contains));
  }

  private List<String> told(String phone) {
    return told.getOrDefault(phone, List.of());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String phone = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int status = statuses.getOrDefault(phone, 200);
    if (status == 200) {
      told.computeIfAbsent(phone, key -> new CopyOnWriteArrayList<>()).add(body);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
