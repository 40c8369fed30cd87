package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static io.github.scrappyddns.testing.SmallService.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.server.RawConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the server's own fault is answered 503 {@code 911}, so that the caller tries again. */
class TroubleTest {
  @TempDir Path directory;

  private static void assertOurFault(Answer answer) {
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
    assertThat(answer.body()).isEqualTo("911\n");
    assertThat(answer.header("content-length")).contains("4");
    assertThat(answer.header("content-type")).contains("text/plain; charset=utf-8");
  }

  private static String through(String... headerLines) {
    return "GET /" + HOME + " HTTP/1.1\r\nHost: x\r\n" + String.join("", headerLines) + "\r\n";
  }

  private ServedService behind(ProxyRule proxies) throws IOException {
    return new ServedService(directory, proxies, Duration.ofSeconds(10));
  }

  @Test
  void fewer_hops_than_proxies_are_a_misconfiguration_and_never_a_change() throws IOException {
    try (ServedService served = behind(new ProxyRule(2, List.of()))) {
      assertOurFault(RawConnection.exchange(served.port(), through()));
      assertOurFault(
          RawConnection.exchange(served.port(), through("X-Forwarded-For: 203.0.113.7\r\n")));
      assertThat(served.service().story(HOME)).isEmpty();
      assertThat(
              RawConnection.exchange(
                      served.port(),
                      through(
                          "X-Forwarded-For: 6.6.6.6, 203.0.113.7\r\n",
                          "X-Forwarded-For: 10.0.0.1\r\n"))
                  .body())
          .isEqualTo("OK");
      assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
    }
  }

  @Test
  void a_trusted_proxy_that_names_no_caller_is_a_misconfiguration() throws IOException {
    ProxyRule proxies = new ProxyRule(0, List.of(Cidr.parse("127.0.0.0/8").orElseThrow()));
    try (ServedService served = behind(proxies)) {
      assertOurFault(RawConnection.exchange(served.port(), through()));
      assertThat(served.service().story(HOME)).isEmpty();
      String forwarded = "Forwarded: for=\"[2001:db8::7]:4711\";proto=https\r\n";
      assertThat(RawConnection.exchange(served.port(), through(forwarded)).body()).isEqualTo("OK");
      assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 2001:db8::7");
    }
  }

  @Test
  void storage_that_fails_half_way_stores_nothing_and_is_used_again_when_it_is_back()
      throws IOException {
    String home = RawConnection.get("/" + HOME + "?ip_address=203.0.113.7");
    try (ServedService served = behind(new ProxyRule(0, List.of()))) {
      assertThat(RawConnection.exchange(served.port(), RawConnection.get("/" + OFFICE)).body())
          .isEqualTo("OK");
      execute(served, "ALTER TABLE delivery RENAME TO gone");
      assertOurFault(RawConnection.exchange(served.port(), home));
      assertThat(served.service().story(HOME)).isEmpty();
      Answer health = RawConnection.exchange(served.port(), RawConnection.get("/health"));
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.body()).startsWith("storage: ").doesNotContain(HOME);
      assertThat(RawConnection.exchange(served.port(), RawConnection.get("/" + OFFICE)).body())
          .as("what changes nothing needs no storage")
          .isEqualTo("OK");

      execute(served, "ALTER TABLE gone RENAME TO delivery");
      assertThat(RawConnection.exchange(served.port(), home).body()).isEqualTo("OK");
      assertThat(served.service().story(HOME)).containsExactly("FIRST_SEEN 203.0.113.7");
      assertThat(RawConnection.exchange(served.port(), RawConnection.get("/health")).status())
          .isEqualTo(200);
    }
  }

  private static void execute(ServedService served, String sql) {
    var unused = served.service().database().write(writing -> writing.update(sql));
  }

  @Test
  void a_defect_is_answered_911_and_tells_nothing() throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (HttpServer thrown =
            RoomyServer.of(
                    request -> {
                      throw new IllegalStateException("s3cr3t");
                    })
                .listen(loopback);
        HttpServer failed =
            RoomyServer.of(
                    request -> CompletableFuture.failedFuture(new IllegalStateException("s3cr3t")))
                .listen(loopback)) {
      thrown.start();
      failed.start();
      assertOurFault(RawConnection.exchange(thrown.ports().get(0), RawConnection.get("/x")));
      assertOurFault(RawConnection.exchange(failed.ports().get(0), RawConnection.get("/x")));
    }
  }

  @Test
  void a_port_that_is_taken_is_an_error_that_can_be_told() throws IOException {
    try (ServedService served = behind(new ProxyRule(0, List.of()));
        HttpServer second =
            RoomyServer.of(served.service().endpoint())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()))) {
      assertThat(catchThrowable(second::start)).isInstanceOf(IOException.class);
    }
  }
}
