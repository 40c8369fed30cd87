package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push service that is away while the networks go on moving. */
class OutageProcessTest {
  private static final int NETWORKS = 5;
  private static final int CHANGES = 10;

  @TempDir Path directory;

  @Test
  void fifty_changes_in_an_outage_become_one_alert_for_each_network() throws IOException {
    StringBuilder list = new StringBuilder();
    for (int network = 1; network <= NETWORKS; network++) {
      list.append(token(network)).append(":Net ").append(network).append('\n');
    }
    Files.writeString(directory.resolve("token.list"), list);
    int port;
    try (PushReceiver receiver = PushReceiver.on(0)) {
      port = receiver.port();
    }
    List<String> expected = new ArrayList<>();
    try (RunningJar service = RunningJar.serve(directory, PushReceiver.settings(port))) {
      for (int change = 1; change <= CHANGES; change++) {
        for (int network = 1; network <= NETWORKS; network++) {
          String address = "203.0." + network + "." + change;
          assertThat(service.get("/" + token(network) + "?ip_address=" + address)).isEqualTo("OK");
        }
      }
      for (int network = 1; network <= NETWORKS; network++) {
        expected.add("Net " + network + " is at 203.0." + network + "." + CHANGES);
      }
      try (PushReceiver receiver = PushReceiver.on(port)) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
          told.add(receiver.next());
        }
        assertThat(told)
            .allMatch(body -> body.contains("Changed 9 times since its first check-in"))
            .extracting(body -> body.lines().findFirst().orElse(""))
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(service.get("/" + token(1) + "?ip_address=203.0.9.9")).isEqualTo("OK");
        assertThat(receiver.next())
            .startsWith("Net 1 is at 203.0.9.9\n")
            .contains("was 203.0.1.10");
        assertThat(receiver.received()).hasSize(NETWORKS + 1);
      }
    }
  }

  private static String token(int network) {
    return "outage-test-token-number-" + network;
  }
}
