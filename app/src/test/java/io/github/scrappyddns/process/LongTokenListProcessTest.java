package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Token lists as long as the launcher's heap takes, and longer ones. */
class LongTokenListProcessTest {
  private static final int NETWORKS = 100_000;

  @TempDir Path directory;

  @Test
  @Timeout(600)
  void a_hundred_thousand_networks_are_read_again_in_the_launchers_heap() throws IOException {
    write(NETWORKS, "first");
    try (RunningJar service = serve()) {
      assertThat(service.get("/" + token("first", 7))).isEqualTo("OK");
      for (String generation : List.of("second", "third")) {
        write(NETWORKS, generation);
        awaitInForce(service, token(generation, NETWORKS - 1));
        assertThat(service.response("/" + token("first", 7)).statusCode()).isEqualTo(404);
      }
      for (int i = 0; i < 2_000; i++) {
        int network = NETWORKS - 1 - i;
        assertThat(service.get("/" + token("third", network) + "?ip_address=2001:db8::" + i))
            .isEqualTo("OK");
      }
      write(NETWORKS + 1, "third");
      awaitInForce(service, token("third", NETWORKS));
      assertThat(service.get("/health")).isEqualTo("ok\n");
    }
  }

  @Test
  @Timeout(300)
  void what_is_no_list_or_too_long_is_refused_and_later_edits_are_taken() throws Exception {
    write(2, "good");
    try (RunningJar service = serve()) {
      write(120_000, "long");
      refused(service, "has 120,000 tokens, and 10", "start Java with -Xmx");
      try (RandomAccessFile sparse = new RandomAccessFile(list().toFile(), "rw")) {
        sparse.setLength(3L << 30);
      }
      refused(service, "is 3072 MB large, and 7 MB are the most", "(JAVA_OPTS)");
      comments(100 << 20);
      refused(service, "is 100 MB large, and 7 MB are the most", "(JAVA_OPTS)");
      Files.delete(list());
      assertThat(new ProcessBuilder("mkfifo", list().toString()).start().waitFor()).isZero();
      refused(service, "is no regular file", "last good token list stays");
      Files.delete(list());
      write(3, "good");
      awaitInForce(service, token("good", 2));
      try (RunningJar check = RunningJar.run(directory, Map.of(), "check")) {
        assertThat(check.exitStatus()).isZero();
      }
    }
  }

  private void refused(RunningJar service, String... words) {
    for (String word : words) {
      Await.until("the log says '" + word + "'", () -> service.output().contains(word));
    }
    assertThat(service.get("/" + token("good", 1))).isEqualTo("OK");
  }

  private static void awaitInForce(RunningJar service, String token) {
    Await.until("a new list is in force", () -> service.response("/" + token).statusCode() == 200);
  }

  /** By the flags of the launcher. */
  private RunningJar serve() {
    List<String> command = new ArrayList<>(RunningJar.command("127.0.0.1", "0"));
    command.addAll(1, List.of("-XX:+ExitOnOutOfMemoryError", "-Xmn12m"));
    return RunningJar.serve(directory, Map.of(), command);
  }

  private Path list() {
    return directory.resolve("token.list");
  }

  private static String token(String generation, int number) {
    return generation + "-token-of-network-" + number;
  }

  private void write(int networks, String generation) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(list())) {
      for (int i = 0; i < networks; i++) {
        writer.write(token(generation, i) + ":The network of " + i + "\n");
      }
    }
  }

  private void comments(int bytes) throws IOException {
    String line = "# " + "x".repeat(1_021) + "\n";
    try (BufferedWriter writer = Files.newBufferedWriter(list())) {
      for (int i = 0; i < bytes / line.length(); i++) {
        writer.write(line);
      }
    }
  }
}
