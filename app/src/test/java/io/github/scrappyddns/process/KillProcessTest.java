package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at each step of a debt's life. After the caller's 200 the alert comes: at least
 * once, at most twice, in order.
 */
class KillProcessTest {
  private static final String TOKEN = "kill-test-token-0123456789";
  private static final String BEFORE = "Home is at 203.0.113.1";
  private static final String NEWS = "Home is at 203.0.113.2";

  @TempDir Path directory;

  @BeforeEach
  void list() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
  }

  @Test
  void after_the_commit() {
    int port;
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = start(receiver.port())) {
      port = receiver.port();
      tellFirstAddress(service, receiver);
      receiver.shutDown();
      assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.2")).isEqualTo("OK");
      service.kill();
    }
    try (PushReceiver receiver = PushReceiver.on(port);
        RunningJar service = start(port)) {
      assertThat(receiver.next()).startsWith(NEWS);
      tellLastAddress(service, receiver);
      assertThat(headlines(receiver)).containsExactly(NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_claim() throws IOException {
    int port;
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = start(receiver.port())) {
      port = receiver.port();
      tellFirstAddress(service, receiver);
      receiver.shutDown();
      try (ServerSocket deaf = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
        assertThat(deaf.isBound()).isTrue();
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.2")).isEqualTo("OK");
        Await.until(
            "the debt is claimed",
            () -> count("SELECT COUNT(*) FROM delivery WHERE lease_until > 0") == 1);
        service.kill();
      }
    }
    try (PushReceiver receiver = PushReceiver.on(port);
        RunningJar service = start(port)) {
      assertThat(receiver.next()).startsWith(NEWS);
      tellLastAddress(service, receiver);
      assertThat(headlines(receiver)).containsExactly(NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_sending() {
    try (PushReceiver receiver = PushReceiver.on(0)) {
      try (RunningJar service = start(receiver.port())) {
        tellFirstAddress(service, receiver);
        receiver.hold();
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.2")).isEqualTo("OK");
        assertThat(receiver.next()).startsWith(NEWS);
        service.kill();
      }
      receiver.release();
      try (RunningJar service = start(receiver.port())) {
        assertThat(receiver.next()).startsWith(NEWS).contains("You may have seen this already");
        tellLastAddress(service, receiver);
      }
      assertThat(headlines(receiver))
          .containsExactly(BEFORE + " (first check-in)", NEWS, NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_settling() {
    try (PushReceiver receiver = PushReceiver.on(0)) {
      try (RunningJar service = start(receiver.port())) {
        tellFirstAddress(service, receiver);
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.2")).isEqualTo("OK");
        assertThat(receiver.next()).startsWith(NEWS);
        Await.until(
            "the debt is settled",
            () -> count("SELECT COUNT(*) FROM delivery WHERE owed_event > paid_event") == 0);
        service.kill();
      }
      try (RunningJar service = start(receiver.port())) {
        tellLastAddress(service, receiver);
      }
      assertThat(headlines(receiver))
          .containsExactly(BEFORE + " (first check-in)", NEWS, "Home is at 203.0.113.3");
    }
  }

  private RunningJar start(int receiver) {
    return RunningJar.serve(directory, PushReceiver.settings(receiver));
  }

  private void tellFirstAddress(RunningJar service, PushReceiver receiver) {
    assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.1")).isEqualTo("OK");
    assertThat(receiver.next()).startsWith(BEFORE);
    Await.until(
        "the first alert is settled",
        () -> count("SELECT COUNT(*) FROM delivery WHERE owed_event > paid_event") == 0);
  }

  /** What comes behind it shows that nothing else was still on its way. */
  private static void tellLastAddress(RunningJar service, PushReceiver receiver) {
    assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.3")).isEqualTo("OK");
    assertThat(receiver.next()).startsWith("Home is at 203.0.113.3");
  }

  private static List<String> headlines(PushReceiver receiver) {
    return receiver.received().stream().map(body -> body.lines().findFirst().orElse("")).toList();
  }

  private int count(String sql) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("scrappy-ddns.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
