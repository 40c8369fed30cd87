package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What channels over one client share: connections, while they are young, and few threads. */
class SharedClientTest {
  private final HandClock clock = new HandClock();
  private final HttpSender first =
      new HttpSender(
          new Manner(
              Duration.ofSeconds(20),
              clock,
              () -> 0,
              "ScrappyDDNS/test",
              LocalChannels::systemTrust,
              OutgoingProxies.NONE),
          new PushThreads());
  private final HttpSender second = first.sibling(Secrets.NONE);

  /** From which port each call came. */
  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void alerts_that_follow_each_other_take_one_connection_whatever_their_channel()
      throws InterruptedException {
    send(first);
    send(first);
    send(second);
    assertThat(ports).hasSize(3).containsOnly(ports.get(0));
  }

  @Test
  void a_connection_that_may_have_idled_for_long_is_not_used_again() throws InterruptedException {
    send(first);
    clock.advance(Duration.ofSeconds(15));
    send(second);
    clock.advance(Duration.ofSeconds(6));
    send(first);
    assertThat(ports.get(1)).isEqualTo(ports.get(0));
    assertThat(ports.get(2)).isNotEqualTo(ports.get(0));
  }

  @Test
  void after_a_clock_was_set_back_nothing_old_is_used_again() throws InterruptedException {
    send(first);
    clock.advance(Duration.ofHours(-1));
    send(first);
    assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
  }

  @Test
  void a_failure_of_one_makes_the_others_connect_anew() throws Exception {
    send(first);
    try (LocalServer broken = LocalServer.start((request, out) -> {})) {
      HttpCall call =
          HttpCall.postJson(URI.create("http://" + broken.address() + "/"), Json.object());
      assertThat(second.ask(call, Answers.byStatus()).outcome()).isEqualTo(Outcome.UNSURE);
    }
    send(first);
    assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
  }

  @Test
  void clients_that_were_replaced_leave_no_threads_behind() throws InterruptedException {
    int before = threads("HttpClient-").size();
    for (int i = 0; i < 40; i++) {
      send(first);
      clock.advance(Duration.ofSeconds(21));
    }
    Await.until("few are left", () -> threads("HttpClient-").size() <= before + 6);
  }

  @Test
  void the_threads_are_not_bound_to_ours_and_end() throws InterruptedException {
    send(first);
    assertThat(threads("push worker"))
        .isNotEmpty()
        .allMatch(thread -> thread.getContextClassLoader() == null);
    Await.until("they end", () -> threads("push worker").isEmpty());
  }

  private void send(HttpSender sender) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    HttpCall call = HttpCall.postJson(uri, Json.object());
    assertThat(sender.ask(call, Answers.byStatus()).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }
}
