package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state directory on a file system of its own that fills up, and is freed again. */
class DiskFullProcessTest {
  private static final String TOKEN = "disk-test-token-0123456789";

  @TempDir Path directory;

  @Test
  void a_full_disk_is_told_to_the_caller_stores_nothing_by_halves_and_needs_no_restart()
      throws IOException {
    ServiceHome home = new ServiceHome(directory).list(TOKEN + ":Home");
    Path state = Files.createDirectory(directory.resolve("state"));
    try (PushReceiver receiver = home.phone();
        RunningJar service = onSmallFileSystem(home, state)) {
      assertThat(service.checkIn(TOKEN, "203.0.113.1")).isEqualTo("OK");
      assertThat(receiver.next()).startsWith("Home is at 203.0.113.1");

      Path inside = Path.of("/proc/" + service.pid() + "/root" + state);
      Path filler = inside.resolve("filler");
      fill(filler);
      String last = "203.0.113.1";
      HttpResponse<String> answer = service.response("/" + TOKEN + "?ip_address=198.51.0.1");
      for (int i = 2; answer.statusCode() == 200 && i < 2000; i++) {
        last = "198.51." + i / 250 + "." + (i - 1) % 250;
        fill(filler);
        answer = service.response("/" + TOKEN + "?ip_address=198.51." + i / 250 + "." + i % 250);
      }
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("911\n");
      assertThat(service.response("/health").statusCode()).isEqualTo(503);
      assertThat(service.get("/health")).startsWith("storage: ").containsIgnoringCase("full");
      assertThat(service.checkIn(TOKEN, last)).isEqualTo("OK");

      Files.delete(filler);
      Await.until("the service is well again", () -> service.get("/health").equals("ok\n"));
      assertThat(service.checkIn(TOKEN, "203.0.113.9")).isEqualTo("OK");
      String news = receiver.next();
      while (!news.startsWith("Home is at 203.0.113.9")) {
        news = receiver.next();
      }
      assertThat(receiver.received()).allMatch(body -> !body.contains("198.51.99"));
    }
  }

  /** The process gets a mount namespace of its own: neither root nor cleaning up is needed. */
  private static RunningJar onSmallFileSystem(ServiceHome home, Path state) {
    List<String> command =
        RunningJar.inOwnNamespace(
            "mount -t tmpfs -o size=1m none '" + state + "' && exec \"$@\"",
            RunningJar.command("localhost", "0"));
    return home.set("SCRAPPY_IP_ADDRESS_CACHE", state.toString()).serve(command);
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(file)) {
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }
}
