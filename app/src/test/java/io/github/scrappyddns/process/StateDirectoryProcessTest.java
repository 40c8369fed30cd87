package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories that cannot be used as they are: each has its own words and what to do. */
class StateDirectoryProcessTest {
  private static final String TOKEN = "state-directory-test-token";

  /** Root may do everything but what the modes of files forbid. */
  private static final String OBEDIENT =
      "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$@\"";

  @TempDir Path directory;

  private Path state;
  private Path temporary;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    state = Files.createDirectory(directory.resolve("state"));
    temporary = Files.createDirectory(directory.resolve("temporary"));
    Database.open("jdbc:sqlite:" + state.resolve("scrappy-ddns.db")).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chmod 500 state | state cannot be written, and a database needs files beside it",
        "chmod 600 state | state cannot be entered: check its owner and mode",
        "chmod 0 state/scrappy-ddns.db | scrappy-ddns.db cannot be read: check its owner and mode",
        "chmod 400 state/scrappy-ddns.db | scrappy-ddns.db cannot be written: check its owner",
        "mount --bind -r state state | is on a file system that is mounted read-only",
      })
  void what_a_start_cannot_use_is_told_by_check_as_well(String obstacle, String words) {
    String script = obstacle + " && " + OBEDIENT;
    refused(1, script, words, "127.0.0.1", "0");
    refused(2, script, words, "check");
  }

  @Test
  void no_space_is_no_damage() {
    refused(
        1,
        "mount -t tmpfs -o size=16k none state && dd if=/dev/zero of=state/filler 2>&-; "
            + OBEDIENT,
        "has no space left on its file system",
        "127.0.0.1",
        "0");
  }

  @Test
  void check_says_nothing_of_a_database_that_is_well_beside_the_service_and_alone() {
    well();
    try (RunningJar service = RunningJar.serve(directory, settings())) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
      well();
      assertThat(service.get("/health")).isEqualTo("ok\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"noexec", "ro"})
  void a_temporary_directory_that_takes_or_runs_no_programs_is_not_needed(String option) {
    String mount = "mount -t tmpfs -o " + option + " none temporary && exec \"$@\"";
    try (RunningJar service =
        RunningJar.serve(
            directory,
            settings(),
            RunningJar.inOwnNamespace(mount, RunningJar.command("127.0.0.1", "0")))) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
      assertThat(service.output())
          .containsOnlyOnce("SQLite's library is unpacked into " + state)
          .doesNotContain("\tat ");
      service.stop();
      assertThat(state.toFile().list())
          .containsExactlyInAnyOrder("scrappy-ddns.db", "scrappy-ddns.db.lock");
    }
  }

  @Test
  void where_no_directory_runs_programs_one_line_says_what_to_set() {
    String mounts =
        "for place in temporary state; do mount -t tmpfs -o noexec none $place || exit 3; done; "
            + "exec \"$@\"";
    refused(2, mounts, "Set JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=<a directory", "127.0.0.1", "0");
    Map<String, String> settings = Map.of("JAVA_TOOL_OPTIONS", "-Dorg.sqlite.tmpdir=" + directory);
    List<String> check = RunningJar.inOwnNamespace(mounts, RunningJar.command("check"));
    try (RunningJar command = RunningJar.run(directory, settings, check)) {
      assertThat(command.output()).contains("All is well");
      assertThat(command.exitStatus()).isZero();
    }
  }

  /** As with systemd's {@code ProcSubset=pid}: the list of mounts, too, is not to be seen. */
  @Test
  void where_proc_shows_processes_alone_it_serves() {
    List<String> command =
        new ArrayList<>(
            RunningJar.inOwnNamespace(
                "mount -t proc -o subset=pid proc /proc && exec \"$@\"",
                RunningJar.command("127.0.0.1", "0")));
    command.addAll(1, List.of("--pid", "--fork", "--kill-child"));
    try (RunningJar service = RunningJar.serve(directory, settings(), command)) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
    }
  }

  private void well() {
    try (RunningJar check = RunningJar.run(directory, settings(), "check")) {
      assertThat(check.output()).contains("All is well");
      assertThat(check.exitStatus()).isZero();
    }
  }

  private void refused(int status, String script, String told, String... words) {
    List<String> command = RunningJar.inOwnNamespace(script, RunningJar.command(words));
    try (RunningJar refused = RunningJar.run(directory, settings(), command)) {
      assertThat(refused.output())
          .containsOnlyOnce(told)
          .doesNotContain("damaged")
          .doesNotContain("empty history")
          .doesNotContain("\tat ");
      assertThat(refused.exitStatus()).isEqualTo(status);
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "SCRAPPY_IP_ADDRESS_CACHE",
        state.toString(),
        "JAVA_TOOL_OPTIONS",
        "-Djava.io.tmpdir=" + temporary);
  }
}
