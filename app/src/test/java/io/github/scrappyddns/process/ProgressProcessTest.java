package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows of a backup that takes a while. */
class ProgressProcessTest {
  private static final String TOKEN = "progress-test-token-0123";

  /** More than any machine copies within a second. */
  private static final int ROWS = 1_500_000;

  @TempDir Path directory;

  @BeforeEach
  void fill() {
    ServiceHome home = new ServiceHome(directory).list(TOKEN + ":Home");
    try (RunningJar service = home.serve()) {
      assertThat(service.checkIn(TOKEN, "9.9.9.9")).isEqualTo("OK");
      service.stop();
    }
    home.sql(
        "INSERT INTO told_notice (after_event, about, text, at)"
            + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + ROWS
            + ") SELECT 0, '', '', i FROM n");
  }

  @Test
  void a_terminal_shows_a_bar_that_is_gone_at_the_end() {
    String command = String.join(" ", RunningJar.command("backup", "a.backup"));
    try (RunningJar terminal =
        RunningJar.run(
            directory, Map.of("TERM", "xterm"), List.of("script", "-qec", command, "/dev/null"))) {
      assertThat(terminal.output())
          .contains("\r\u001b[K[=", " rows/s, ", " s left", "\r\u001b[Ka.backup holds 1 network,");
      assertThat(terminal.exitStatus()).isZero();
    }
  }
}
