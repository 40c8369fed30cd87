package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at each step of a change's life. Before the commit nothing has happened, and the
 * caller knows; after its 200 the alert comes: at least once, at most twice, in order.
 */
class KillProcessTest {
  private static final String TOKEN = "kill-test-token-0123456789";
  private static final String BEFORE = "Home is at 203.0.113.1";
  private static final String NEWS = "Home is at 203.0.113.2";

  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void list() {
    home = new ServiceHome(directory).list(TOKEN + ":Home");
  }

  @Test
  void before_the_commit() throws IOException {
    try (PushReceiver phone = home.phone()) {
      try (RunningJar service = home.serve()) {
        tellFirstAddress(service, phone);
        letCommitsWaitForEver();
        long settled = logSize();
        CompletableFuture<HttpResponse<String>> answer =
            service.call("/" + TOKEN + "?ip_address=203.0.113.2");
        Await.until(
            "the change is written and not committed", () -> logSize() > settled + 10_000_000);
        assertThat(answer).isNotDone();
        service.kill();
        assertThat(answer)
            .failsWithin(Duration.ofSeconds(60))
            .withThrowableThat()
            .withCauseInstanceOf(IOException.class);
      }
      try (RunningJar service = home.serve()) {
        assertThat(home.count("event")).isEqualTo(1);
        assertThat(home.count("address WHERE address = '203.0.113.1'")).isEqualTo(1);
        assertThat(home.debts()).isZero();
        assertThat(service.get("/" + TOKEN + "/ip")).isEqualTo("203.0.113.1\n");

        home.sql("DROP TRIGGER endless_commit");
        assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
        assertThat(phone.next()).startsWith(NEWS + "\n").contains("was 203.0.113.1");
        assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
        tellLastAddress(service, phone);
        assertThat(home.count("event")).isEqualTo(3);
      }
      assertThat(phone.headlines())
          .containsExactly(BEFORE + " (first check-in)", NEWS, "Home is at 203.0.113.3");
    }
  }

  /**
   * Has what comes last in a change's transaction, the debt, followed by work without end.
   *
   * <p>First by so many rows that pages go into the log, where a restart finds them uncommitted.
   */
  private void letCommitsWaitForEver() {
    home.sql("CREATE TABLE ballast (content)");
    home.sql(
        "CREATE VIEW endless AS WITH RECURSIVE counted(n) AS"
            + " (SELECT 1 UNION ALL SELECT n + 1 FROM counted) SELECT n FROM counted");
    home.sql(
        "CREATE TRIGGER endless_commit AFTER UPDATE OF owed_event ON delivery BEGIN"
            + " INSERT INTO ballast SELECT zeroblob(100000) FROM endless LIMIT 300;"
            + " INSERT INTO ballast SELECT n FROM endless WHERE n < 0; END");
  }

  /** How long the database's write-ahead log is. */
  private long logSize() {
    try {
      return Files.size(directory.resolve("scrappy-ddns.db-wal"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void after_the_commit() {
    try (PushReceiver phone = home.phone();
        RunningJar service = home.serve()) {
      tellFirstAddress(service, phone);
      phone.shutDown();
      assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
      service.kill();
    }
    try (PushReceiver phone = home.phone();
        RunningJar service = home.serve()) {
      assertThat(phone.next()).startsWith(NEWS);
      tellLastAddress(service, phone);
      assertThat(phone.headlines()).containsExactly(NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_claim() throws IOException {
    try (PushReceiver phone = home.phone();
        RunningJar service = home.serve()) {
      tellFirstAddress(service, phone);
      phone.shutDown();
      try (ServerSocket deaf =
          new ServerSocket(phone.port(), 5, InetAddress.getLoopbackAddress())) {
        assertThat(deaf.isBound()).isTrue();
        assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
        Await.until("the debt is claimed", () -> home.count("delivery WHERE lease_until > 0") == 1);
        service.kill();
      }
    }
    try (PushReceiver phone = home.phone();
        RunningJar service = home.serve()) {
      assertThat(phone.next()).startsWith(NEWS);
      tellLastAddress(service, phone);
      assertThat(phone.headlines()).containsExactly(NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_sending() {
    try (PushReceiver phone = home.phone()) {
      try (RunningJar service = home.serve()) {
        tellFirstAddress(service, phone);
        phone.hold();
        assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
        assertThat(phone.next()).startsWith(NEWS);
        service.kill();
      }
      phone.release();
      try (RunningJar service = home.serve()) {
        assertThat(phone.next()).startsWith(NEWS).contains("You may have seen this already");
        tellLastAddress(service, phone);
      }
      assertThat(phone.headlines())
          .containsExactly(BEFORE + " (first check-in)", NEWS, NEWS, "Home is at 203.0.113.3");
    }
  }

  @Test
  void after_the_settling() {
    try (PushReceiver phone = home.phone()) {
      try (RunningJar service = home.serve()) {
        tellFirstAddress(service, phone);
        assertThat(service.checkIn(TOKEN, "203.0.113.2")).isEqualTo("OK");
        assertThat(phone.next()).startsWith(NEWS);
        Await.until("the debt is settled", () -> home.debts() == 0);
        service.kill();
      }
      try (RunningJar service = home.serve()) {
        tellLastAddress(service, phone);
      }
      assertThat(phone.headlines())
          .containsExactly(BEFORE + " (first check-in)", NEWS, "Home is at 203.0.113.3");
    }
  }

  private void tellFirstAddress(RunningJar service, PushReceiver phone) {
    assertThat(service.checkIn(TOKEN, "203.0.113.1")).isEqualTo("OK");
    assertThat(phone.next()).startsWith(BEFORE);
    Await.until("the first alert is settled", () -> home.debts() == 0);
  }

  /** What comes behind it shows that nothing else was still on its way. */
  private static void tellLastAddress(RunningJar service, PushReceiver phone) {
    assertThat(service.checkIn(TOKEN, "203.0.113.3")).isEqualTo("OK");
    assertThat(phone.next()).startsWith("Home is at 203.0.113.3");
  }
}
