package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output and error are a pipe that is full, and nobody reads it. */
class UnreadOutputProcessTest {
  private static final int NETWORKS = 160;

  /** Fewer than make a network one that never rests, of which is told calmly. */
  private static final int CHANGES = 15;

  private static final HttpClient CALLER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path directory;

  private Process process;
  private int port;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void changes_are_stored_and_alerts_sent_all_the_same() throws Exception {
    listNetworks();
    try (PushReceiver receiver = PushReceiver.on(0)) {
      serve(PushReceiver.settings(receiver.port()));
      for (int change = 1; change <= CHANGES; change++) {
        for (int network = 0; network < NETWORKS; network++) {
          assertThat(get("/" + token(network) + "?ip_address=203.0.113." + change)).isEqualTo("OK");
        }
      }
      Set<String> expected = new HashSet<>();
      for (int network = 0; network < NETWORKS; network++) {
        expected.add("Network " + network + " is at 203.0.113." + CHANGES);
      }
      while (!expected.isEmpty()) {
        String alert = receiver.next();
        expected.removeIf(alert::startsWith);
      }
      stopped();
    }
  }

  @Test
  void health_tells_of_it_and_the_log_goes_on_where_somebody_reads_again() throws Exception {
    listNetworks();
    serve(Map.of());
    Await.until("health tells of it", () -> get("/health").startsWith("ok\nwarning: log: nobody"));
    StringBuilder output = new StringBuilder();
    InputStream pipe = process.getInputStream();
    Await.until(
        "what was logged meanwhile comes",
        () -> {
          output.append(available(pipe));
          return output.toString().contains("listens on 127.0.0.1");
        });
    Await.until("the log is well again", () -> get("/health").equals("ok\n"));
  }

  @Test
  void without_a_channel_an_alert_counts_as_told_once_it_is_written() throws Exception {
    listNetworks();
    serve(Map.of("SCRAPPY_ALERT_INTERVAL", "0s"));
    assertThat(get("/" + token(0) + "?ip_address=203.0.113.1")).isEqualTo("OK");
    stopped();
    try (RunningJar service = RunningJar.serve(directory, Map.of())) {
      Await.until(
          "the alert comes", () -> service.output().contains("Network 0 is at 203.0.113.1 (first"));
    }
  }

  @Test
  void a_start_that_fails_ends_and_does_not_wait_for_a_reader() throws Exception {
    start(Map.of("SCRAPPY_PROXY_COUNT", "many"));
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
  }

  private void listNetworks() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int network = 0; network < NETWORKS; network++) {
      lines.add(token(network) + ":Network " + network);
    }
    Files.write(directory.resolve("token.list"), lines);
  }

  private static String token(int network) {
    return "unread-output-token-" + network;
  }

  private void serve(Map<String, String> environment) throws IOException {
    start(environment);
    Await.until("the service answers", () -> !get("/health").isEmpty());
  }

  private void start(Map<String, String> environment) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    // As much as a pipe holds, so that not one line of ours finds room.
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "dd if=/dev/zero bs=4096 count=16 2>/dev/null; exec \"$@\"", "sh"));
    command.addAll(RunningJar.command("127.0.0.1", String.valueOf(port)));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SCRAPPY"));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  private void stopped() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** The body of an answer; empty where there is none. */
  private String get(String target) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return CALLER.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String available(InputStream pipe) {
    try {
      byte[] bytes = pipe.readNBytes(Math.min(pipe.available(), 8_192));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
