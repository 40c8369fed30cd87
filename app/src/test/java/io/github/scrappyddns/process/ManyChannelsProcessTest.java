package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What very many channels cost in threads: the unit and the compose file allow 128. */
class ManyChannelsProcessTest {
  private static final String TOKEN = "busy-token-0123456789abcd";
  private static final int CHANNELS = 60;
  private static final int THREADS = 60;

  /** One has to be looked up, the other not. */
  private static final String[] HOSTS = {"localhost", "127.0.0.1"};

  @TempDir Path directory;

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void sixty_channels_that_all_wait_for_their_answers_take_sixty_threads_at_most()
      throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer receiver = receiver(threads);
    int port = receiver.getAddress().getPort();
    String channels =
        IntStream.rangeClosed(1, CHANNELS)
            .mapToObj(i -> "json://" + HOSTS[i % 2] + ":" + port + "/hook" + i)
            .collect(Collectors.joining(" "));
    try (RunningJar service =
        RunningJar.serve(
            directory, Map.of("SCRAPPY_NOTIFY_URLS", channels, "SCRAPPY_ALERT_INTERVAL", "0s"))) {
      assertThat(service.get("/" + TOKEN + "?ip_address=9.9.9.1")).isEqualTo("OK");
      Await.until("all channels send", () -> asked.get() >= CHANNELS);
      assertThat(threads(service)).isLessThanOrEqualTo(THREADS);
      assertThat(service.get("/" + TOKEN + "?ip_address=9.9.9.2")).isEqualTo("OK");
      gate.countDown();
      Await.until("all have told both", () -> asked.get() >= 2 * CHANNELS);
      assertThat(threads(service)).isLessThanOrEqualTo(THREADS);
    } finally {
      receiver.stop(0);
      threads.shutdownNow();
    }
  }

  /** A hosts file that is a pipe without a writer holds up every look-up of a name. */
  @Test
  void sixty_channels_whose_names_nobody_answers_leave_room_for_a_change_and_for_the_end()
      throws Exception {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    Path hosts = directory.resolve("hosts");
    assertThat(new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor()).isZero();
    String channels =
        IntStream.rangeClosed(1, CHANNELS)
            .mapToObj(i -> "jsons://h" + i + ".example/hook")
            .collect(Collectors.joining(" "));
    try (RunningJar service =
        RunningJar.serve(
            directory,
            Map.of(
                "SCRAPPY_NOTIFY_URLS",
                channels,
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + hosts))) {
      assertThat(service.get("/" + TOKEN + "?ip_address=9.9.9.1")).isEqualTo("OK");
      Await.until("names are asked for", () -> threads(service, "look-up") > 0);
      assertThat(service.get("/" + TOKEN + "?ip_address=9.9.9.2")).isEqualTo("OK");
      Await.until("an attempt has had no answer", () -> service.output().contains("no address"));
      assertThat(threads(service, "look-up")).isLessThanOrEqualTo(8);
      assertThat(threads(service)).isLessThanOrEqualTo(THREADS);
      service.stop();
      assertThat(service.isAlive()).isFalse();
    }
  }

  private HttpServer receiver(ExecutorService threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CHANNELS);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.incrementAndGet();
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int threads(RunningJar service) {
    return threads(service, "");
  }

  private static int threads(RunningJar service, String name) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + service.pid() + "/task"))) {
      return (int) tasks.filter(task -> name(task).startsWith(name)).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }
}
