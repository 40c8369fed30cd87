package io.github.scrappyddns.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many connections, with all that can be sent on them without a token: the process lives, and
 * a normal caller gets every answer.
 */
class CrowdProcessTest {
  private static final String TOKEN = "token-of-the-crowd-test";
  private static final int CROWD = 2_000;
  private static final int CALLS = 40;

  @TempDir Path directory;

  @BeforeEach
  void list() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
  }

  /** The launcher's flags; whoever runs out of memory ends. */
  private RunningJar service(String heap) {
    List<String> command = new ArrayList<>(RunningJar.command("127.0.0.1", "0"));
    command.set(1, heap);
    command.add(1, "-Xmn12m");
    command.add(1, "-XX:+ExitOnOutOfMemoryError");
    return RunningJar.serve(directory, Map.of(), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept alive", "half a head", "half a body", "tiny chunks", "silent"})
  void two_thousand_connections_end_nothing_and_keep_nobody_out(String attack) throws IOException {
    for (int sources : new int[] {1, 8}) {
      List<Socket> crowd = new ArrayList<>();
      try (RunningJar service = service("-Xmx64m")) {
        assertServed(service, 1);
        for (int i = 0; i < CROWD; i++) {
          Socket socket = connected("127.0.1." + (1 + i % sources), service.port());
          crowd.add(socket);
          send(socket, bytes(attack));
          if (i % (CROWD / CALLS) == 0) {
            assertServed(service, 1);
          }
        }
        assertServed(service, CALLS);
        assertThat(service.isAlive()).isTrue();
      } finally {
        for (Socket socket : crowd) {
          socket.close();
        }
      }
    }
  }

  /** What the cap of connections is computed with: {@code ConnectionLimits.CONNECTION_BYTES}. */
  @ParameterizedTest
  @ValueSource(strings = {"kept alive", "half a head", "half a body", "tiny chunks", "silent"})
  void a_connection_takes_less_of_the_heap_than_the_cap_reckons_with(String attack)
      throws IOException {
    int many = 300;
    List<Socket> crowd = new ArrayList<>();
    try (RunningJar service = service("-Xmx256m")) {
      assertServed(service, 20);
      long before = liveBytes(service);
      for (int i = 0; i < many; i++) {
        Socket socket = connected("127.0.1.1", service.port());
        crowd.add(socket);
        send(socket, bytes(attack));
      }
      assertServed(service, 20);
      assertThat((liveBytes(service) - before) / many).isLessThan(34 << 10);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  /** All at one moment, as at the full minute: each has its answer, and none is reset. */
  @Test
  void a_burst_of_four_thousand_calls_is_answered() throws IOException {
    int burst = 4_000;
    List<Socket> callers = new ArrayList<>();
    try (RunningJar service = service("-Xmx64m")) {
      assertServed(service, 20);
      byte[] call = ("GET /" + TOKEN + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1);
      for (int i = 0; i < burst; i++) {
        Socket socket = connected("127.0." + (1 + i % 200) + "." + (1 + i / 200), service.port());
        callers.add(socket);
        socket.getOutputStream().write(call);
      }
      int answered = 0;
      for (Socket socket : callers) {
        socket.setSoTimeout(30_000);
        String answer = new String(socket.getInputStream().readNBytes(15), ISO_8859_1);
        answered += answer.equals("HTTP/1.1 200 OK") ? 1 : 0;
      }
      assertThat(answered).isEqualTo(burst);
    } finally {
      for (Socket socket : callers) {
        socket.close();
      }
    }
  }

  /** As much as the limits let through, and of what is forgotten over the next request. */
  private static byte[] bytes(String attack) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 95; i++) {
      fields.append((char) ('a' + i % 26)).append(i).append(":\r\n");
    }
    String host = " HTTP/1.1\r\nHost: x\r\n";
    String text =
        switch (attack) {
          case "kept alive" -> ("GET /" + TOKEN + host + fields + "\r\n").repeat(2);
          case "half a head" -> "GET /" + TOKEN + host + fields;
          case "half a body" ->
              "POST /nic/update"
                  + host
                  + fields
                  + "Content-Length: 4096\r\n\r\n"
                  + "b".repeat(4000);
          case "tiny chunks" ->
              "POST /nic/update"
                  + host
                  + fields
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + "1\r\nx\r\n".repeat(2_000);
          default -> "";
        };
    return text.getBytes(ISO_8859_1);
  }

  private static Socket connected(String from, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 30_000);
    return socket;
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException refused) {
      assertThat(refused).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
    }
  }

  private static void assertServed(RunningJar service, int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
    }
  }

  /** What lives on the heap, in bytes. */
  private long liveBytes(RunningJar service) {
    jcmd(service, "GC.run");
    return Pattern.compile("total \\d+K, used (\\d+)K")
        .matcher(jcmd(service, "GC.heap_info"))
        .results()
        .map((MatchResult used) -> Long.parseLong(used.group(1)) << 10)
        .reduce(Long::sum)
        .orElseThrow();
  }

  private String jcmd(RunningJar service, String command) {
    return InstalledProgram.named("jcmd", "openjdk-17-jdk-headless")
        .run(directory, String.valueOf(service.pid()), command)
        .output();
  }
}
