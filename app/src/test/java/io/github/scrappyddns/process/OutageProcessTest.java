package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push service that is away while the networks go on moving. */
class OutageProcessTest {
  private static final int NETWORKS = 5;
  private static final int CHANGES = 10;

  @TempDir Path directory;

  @Test
  void fifty_changes_in_an_outage_become_one_alert_for_each_network() {
    ServiceHome home =
        new ServiceHome(directory)
            .list(
                IntStream.rangeClosed(1, NETWORKS)
                    .mapToObj(network -> token(network) + ":Net " + network)
                    .toArray(String[]::new));
    home.phoneThatIsOff();
    List<String> expected = new ArrayList<>();
    try (RunningJar service = home.serve()) {
      for (int change = 1; change <= CHANGES; change++) {
        for (int network = 1; network <= NETWORKS; network++) {
          String address = "203.0." + network + "." + change;
          assertThat(service.checkIn(token(network), address)).isEqualTo("OK");
        }
      }
      for (int network = 1; network <= NETWORKS; network++) {
        expected.add("Net " + network + " is at 203.0." + network + "." + CHANGES);
      }
      // An attempt that has just begun would find the phone that comes now.
      Await.until("an attempt failed", () -> service.output().contains("will be tried again"));
      try (PushReceiver receiver = home.phone()) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
          told.add(receiver.next());
        }
        assertThat(told)
            .allMatch(body -> body.contains("Changed 9 times since its first check-in"))
            .extracting(body -> body.lines().findFirst().orElse(""))
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(service.checkIn(token(1), "203.0.9.9")).isEqualTo("OK");
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
