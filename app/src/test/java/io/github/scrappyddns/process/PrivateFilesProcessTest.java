package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold secrets or who was where, made by a process whose umask forbids nothing. */
class PrivateFilesProcessTest {
  private static final Map<String, String> NOTHING = Map.of();
  private static final String OURS_ALONE = "rw-------";

  @TempDir Path directory;

  @Test
  void what_a_first_start_and_a_backup_make_is_the_owners_alone() throws IOException {
    try (RunningJar service = RunningJar.serve(directory, NOTHING, open("127.0.0.1", "0"));
        RunningJar backup = RunningJar.run(directory, NOTHING, open("backup", "a.backup"))) {
      assertThat(backup.exitStatus()).as(backup.output()).isZero();
      assertThat(service.get("/health")).isEqualTo("ok\n");
      assertThat(modes())
          .containsOnlyKeys(
              "token.list",
              "scrappy-ddns.db",
              "scrappy-ddns.db-wal",
              "scrappy-ddns.db-shm",
              "scrappy-ddns.db.lock",
              "a.backup")
          .allSatisfy((file, mode) -> assertThat(mode).as(file).isEqualTo(OURS_ALONE));
    }
  }

  @Test
  void a_database_of_an_older_version_is_taken_from_others_and_left_to_its_group()
      throws IOException {
    Path file = directory.resolve("scrappy-ddns.db");
    Database.open("jdbc:sqlite:" + file).close();
    Set<PosixFilePermission> everybody = PosixFilePermissions.fromString("rw-rw-rw-");
    Files.setPosixFilePermissions(file, everybody);
    Files.setPosixFilePermissions(Path.of(file + ".lock"), everybody);
    try (RunningJar service = RunningJar.serve(directory, NOTHING, open("127.0.0.1", "0"))) {
      assertThat(service.get("/health")).isEqualTo("ok\n");
      assertThat(modes())
          .containsEntry("scrappy-ddns.db", "rw-r-----")
          .containsEntry("scrappy-ddns.db-wal", "rw-r-----")
          .containsEntry("scrappy-ddns.db-shm", "rw-r-----")
          .containsEntry("scrappy-ddns.db.lock", "rw-r-----");
    }
  }

  private static List<String> open(String... words) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "script"));
    command.addAll(RunningJar.command(words));
    return command;
  }

  private Map<String, String> modes() throws IOException {
    Map<String, String> modes = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> modes.put(file.getFileName().toString(), mode(file)));
    }
    return modes;
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
