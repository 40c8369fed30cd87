package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP: files are opened anew, and the service goes on. */
class HangUpProcessTest {
  private static final String TOKEN = "a-token-that-is-long-enough";

  @TempDir Path directory;
  @TempDir Path authorityFiles;

  @Test
  void token_list_certificate_and_log_are_opened_anew_and_the_service_goes_on() throws Exception {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    Path log = directory.resolve("scrappy.log");
    Issued issued = new PrivateAuthority(authorityFiles).issue(KeyForm.EC_PKCS8);
    Map<String, String> settings =
        Map.of(
            "SCRAPPY_LOG_FILE",
            log.toString(),
            "SCRAPPY_TLS_CERTIFICATE",
            issued.certificate().toString(),
            "SCRAPPY_TLS_PRIVATE_KEY",
            issued.privateKey().toString(),
            "SCRAPPY_PLAIN_PORT",
            "0");
    try (RunningJar service = RunningJar.serve(directory, settings)) {
      for (int time = 0; time < 2; time++) {
        Path before = log.resolveSibling("before-" + time + ".log");
        Files.move(log, before);
        hangUp(service);
        Await.until(
            "all is opened anew",
            () ->
                read(log).contains("1 tokens are in force")
                    && read(log).contains("The TLS certificate was read again"));
        assertThat(read(log)).contains("ServeCommand: SIGHUP: ");
        assertThat(read(before)).isNotEmpty();
        Files.delete(before);
      }
      assertThat(ProcessHandle.of(service.pid())).isPresent();
      service.stop();
      assertThat(service.exitStatus()).isIn(0, 143);
      assertThat(read(log)).contains("Stopping");
    }
  }

  @Test
  void a_java_that_was_told_to_leave_signals_alone_starts_all_the_same() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    List<String> command = RunningJar.command("127.0.0.1", "0");
    command.add(1, "-Xrs");
    try (RunningJar service = RunningJar.serve(directory, Map.of(), command)) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
      assertThat(service.output()).doesNotContain("\tat ");
    }
  }

  private static void hangUp(RunningJar service) throws Exception {
    Process kill = new ProcessBuilder("kill", "-HUP", String.valueOf(service.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
