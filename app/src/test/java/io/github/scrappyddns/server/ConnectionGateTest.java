package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.testing.SmallService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many connections there may be, and who has to go. */
@Timeout(60)
class ConnectionGateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final List<RawConnection> held = new ArrayList<>();
  private SmallService service;
  private HttpServer server;

  @BeforeEach
  void open() {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
    server = RoomyServer.of(service.endpoint());
  }

  private void start(ConnectionLimits limits, Predicate<PublicAddress> carriesOthers)
      throws IOException {
    server =
        new HttpServer(
                service.endpoint(),
                carriesOthers,
                RoomyServer.refusedCalls(),
                limits,
                Duration.ofSeconds(20))
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (RawConnection connection : held) {
      connection.close();
    }
    server.close();
    service.close();
  }

  private RawConnection hold(String from) throws IOException {
    RawConnection connection = RawConnection.from(from, server.ports().get(0));
    held.add(connection);
    return connection;
  }

  private void assertServed(RawConnection connection) throws IOException {
    assertThat(connection.send(RawConnection.get("/" + HOME)).answer().body()).isEqualTo("OK");
  }

  @Test
  void one_caller_holds_no_more_than_its_share_and_others_go_on() throws IOException {
    start(new ConnectionLimits(100, 3), peer -> false);
    for (int i = 0; i < 3; i++) {
      assertServed(hold("127.0.1.1"));
    }
    assertThat(hold("127.0.1.1").isClosedWithin(PATIENCE)).isTrue();
    assertServed(hold("127.0.1.2"));
    held.remove(0).close();
    RawConnection next = hold("127.0.1.1");
    while (next.isClosedWithin(Duration.ofMillis(50))) {
      next = hold("127.0.1.1");
    }
    assertServed(next);
  }

  @Test
  void a_proxy_has_no_share() throws IOException {
    start(new ConnectionLimits(100, 3), peer -> peer.toString().equals("127.0.1.1"));
    for (int i = 0; i < 10; i++) {
      assertServed(hold("127.0.1.1"));
    }
  }

  @Test
  void above_half_of_the_limit_an_answer_ends_its_connection() throws IOException {
    start(new ConnectionLimits(10, 10), peer -> false);
    RawConnection first = hold("127.0.1.1");
    assertServed(first);
    for (int i = 0; i < 6; i++) {
      hold("127.0.1.2").send("GET /");
    }
    RawConnection last = hold("127.0.1.3");
    assertThat(last.send(RawConnection.get("/" + HOME)).answer().header("connection"))
        .contains("close");
  }

  @Test
  void in_a_crowd_those_of_no_use_for_longest_go_first() throws IOException {
    start(new ConnectionLimits(8, 8), peer -> false);
    List<RawConnection> idle = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      idle.add(hold("127.0.1.1"));
    }
    RawConnection useful = hold("127.0.1.2");
    assertServed(useful);
    assertThat(idle.get(0).isClosedWithin(PATIENCE)).isTrue();
    assertServed(hold("127.0.1.3"));
  }

  @Test
  void a_full_house_lets_others_in_as_soon_as_somebody_goes() throws IOException {
    start(new ConnectionLimits(4, 4), peer -> false);
    for (int i = 0; i < 12; i++) {
      hold("127.0.1.1").send("GET /");
    }
    assertServed(hold("127.0.1.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "64, 20000, false, 1204",
    "64, 20000, true, 568",
    "64, 256, false, 128",
    "2048, 20000, false, 2000",
    "2048, , false, 2000",
    "16, 20000, false, 16"
  })
  void the_limit_follows_heap_and_files(int megabytes, Long files, boolean tls, int total) {
    OptionalLong known = files == null ? OptionalLong.empty() : OptionalLong.of(files);
    ConnectionLimits limits = ConnectionLimits.of((long) megabytes << 20, known, tls);
    assertThat(limits).isEqualTo(new ConnectionLimits(total, total / 4));
  }
}
