package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of the owner's own that is run by the real service. */
class ProgramProcessTest {
  private static final String TOKEN = "program-test-token-0123";

  @TempDir Path directory;

  private ServiceHome home(Path program) {
    return new ServiceHome(directory)
        .list(TOKEN + ":Home")
        .set("SCRAPPY_ALERT_INTERVAL", "1ms")
        .set("SCRAPPY_ADMIN_PASSWORD", "not for programs")
        .set("SCRAPPY_NOTIFY_URLS", "program://" + program);
  }

  private Path program(String... lines) throws IOException {
    Path file = directory.resolve("moved");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String written(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void it_learns_of_each_move_until_it_has_said_that_it_is_done() throws IOException {
    Path file =
        program(
            "env >> " + directory + "/env",
            "echo $SCRAPPY_DDNS_EVENT $SCRAPPY_DDNS_NETWORK $SCRAPPY_DDNS_PREVIOUS_IPV4"
                + " to $SCRAPPY_DDNS_IPV4 >> "
                + directory
                + "/moves",
            "[ $SCRAPPY_DDNS_IPV4 = 9.9.9.9 ] || exit 75");
    ServiceHome home = home(file);
    try (RunningJar service = home.serve()) {
      assertThat(service.checkIn(TOKEN, "9.9.9.9")).isEqualTo("OK");
      Await.until("it was run", () -> service.output().contains("program moved: delivered"));
      assertThat(service.checkIn(TOKEN, "9.9.9.10")).isEqualTo("OK");
      Await.until(
          "it has put it off",
          () -> service.output().contains("will be tried again: exit status 75"));
      assertThat(written("moves"))
          .startsWith("first Home to 9.9.9.9\nchanged Home 9.9.9.9 to 9.9.9.10\n");
      assertThat(written("env")).doesNotContain("SCRAPPY_ADMIN", "SCRAPPY_NOTIFY", "HOME=");
      service.stop();
      assertThat(home.debts()).isEqualTo(1);
    }
  }

  @Test
  void it_ends_with_the_service() throws IOException {
    Path file = program("echo $$ > " + directory + "/self", "exec sleep 1000");
    try (RunningJar service = home(file).serve()) {
      assertThat(service.checkIn(TOKEN, "9.9.9.9")).isEqualTo("OK");
      Await.until("it runs", () -> written("self").endsWith("\n"));
      Optional<ProcessHandle> self = ProcessHandle.of(Long.parseLong(written("self").strip()));
      assertThat(self).isPresent();

      service.stop();

      Await.until("it has ended", () -> !self.get().isAlive());
    }
  }

  @Test
  void one_that_is_not_there_is_told_by_check_and_does_not_keep_the_service_from_starting() {
    ServiceHome home = home(directory.resolve("nothing"));
    try (RunningJar check = home.run("check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("program nothing: there is no program " + directory + "/nothing");
    }
    try (RunningJar service = home.serve()) {
      assertThat(service.output())
          .contains("NOTIFY_URLS: there is no program " + directory + "/nothing");
      assertThat(service.checkIn(TOKEN, "9.9.9.9")).isEqualTo("OK");
      Await.until("it is a bad channel", () -> service.output().contains("needs attention"));
    }
  }
}
