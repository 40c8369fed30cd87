package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that does not call any more, and the real service that misses it. */
class SilenceProcessTest {
  private static final String HOME = "silence-test-token-of-home";
  private static final String OFFICE = "silence-test-token-of-office";
  private static final Map<String, String> WATCHED =
      Map.of("SCRAPPY_SILENT_AFTER", "Home=3s", "SCRAPPY_ALERT_INTERVAL", "0s");

  @TempDir Path directory;

  @Test
  void a_silence_is_told_once_and_its_end_too_over_a_kill() {
    ServiceHome home = new ServiceHome(directory).list(HOME + ":Home", OFFICE + ":Office");
    try (PushReceiver phone = home.phone()) {
      try (RunningJar service = home.serve(WATCHED)) {
        assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
        assertThat(phone.next()).startsWith("Home is at 203.0.113.7");
        assertThat(phone.next())
            .startsWith("Home has been silent since ")
            .endsWith(" (last at 203.0.113.7)");
        Await.until("it is settled", () -> home.debts() == 0);
        service.kill();
      }
      try (RunningJar service = home.serve(WATCHED)) {
        // All that the watch does by itself would come before this.
        Await.until("it looked for longer than the time", () -> elapsed(service) > 6_000);
        assertThat(service.checkIn(OFFICE, "198.51.100.7")).isEqualTo("OK");
        assertThat(phone.next()).startsWith("Office is at 198.51.100.7");
        assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
        assertThat(phone.next()).startsWith("Home is back after ").endsWith(", at 203.0.113.7");
      }
    }
  }

  private static long elapsed(RunningJar service) {
    return ProcessHandle.of(service.pid())
        .flatMap(process -> process.info().startInstant())
        .map(start -> System.currentTimeMillis() - start.toEpochMilli())
        .orElse(0L);
  }

  @Test
  void a_process_that_stood_still_misses_nobody() throws IOException, InterruptedException {
    ServiceHome home = new ServiceHome(directory).list(HOME + ":Home", OFFICE + ":Office");
    try (PushReceiver phone = home.phone();
        RunningJar service = home.serve(WATCHED)) {
      assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
      assertThat(phone.next()).startsWith("Home is at 203.0.113.7");
      signal(service, "STOP");
      LockSupport.parkNanos(8_000_000_000L);
      signal(service, "CONT");
      assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
      assertThat(service.checkIn(OFFICE, "198.51.100.7")).isEqualTo("OK");
      assertThat(phone.next()).startsWith("Office is at 198.51.100.7");
      assertThat(phone.next()).startsWith("Home has been silent since ");
    }
  }

  private static void signal(RunningJar service, String name)
      throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, String.valueOf(service.pid())).start().waitFor())
        .isZero();
  }
}
