package io.github.scrappyddns.channel.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is given up while the program goes on. */
class ProgramRunTest {
  @TempDir Path directory;

  @Test
  void who_gives_it_up_does_not_wait_for_its_end() throws IOException {
    Path self = directory.resolve("self");
    Path file = directory.resolve("stubborn");
    Files.writeString(
        file,
        "#!/bin/sh\ntrap '' TERM\ncat > /dev/null\necho $$ > "
            + self
            + "\nwhile :; do sleep 0.1 || :; done\n");
    Files.setAttribute(file, "unix:mode", 0755);
    CompletableFuture<DeliveryResult> outcome =
        new ProgramRun(
                new ProgramFile(file),
                new Alert("scrappy-test-1", "Test", "A test."),
                Duration.ofSeconds(20),
                Secrets.NONE,
                new Patience(),
                new HandClock())
            .begin(new PushThreads());
    Await.until("it runs", () -> written(self).endsWith("\n"));
    ProcessHandle process = ProcessHandle.of(Long.parseLong(written(self).strip())).orElseThrow();

    long begun = System.nanoTime();
    outcome.complete(DeliveryResult.retry("its time is up"));
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(waited).isLessThan(ProcessTree.GRACE);
    Await.until("it was ended by force", () -> !process.isAlive());
  }

  private static String written(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
