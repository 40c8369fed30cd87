package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that runs for years does not hold in memory. */
class FootprintProcessTest {
  private static final String TOKEN = "quiet-token-0123456789abc";
  private static final List<String> UNNEEDED =
      List.of(
          "picocli.", // Only sub-commands and unusual words are its matter.
          "jdk.proxy", // Proxies for annotations.
          "java.lang.runtime.ObjectMethods ", // The equality that the JDK makes of records.
          "com.fasterxml.jackson.databind.",
          "org.flywaydb.core.Flyway ",
          "org.postgresql.",
          "jakarta.mail.",
          "io.github.scrappyddns.access.",
          "gg.jte.", // Pages, and what they are made of: nobody has opened one.
          "io.github.scrappyddns.dashboard.Dashboard ",
          "io.github.scrappyddns.dashboard.frame.",
          "io.github.scrappyddns.dashboard.pages.",
          "io.github.scrappyddns.view.",
          "io.github.scrappyddns.client.",
          "io.github.scrappyddns.acme.", // TLS_ACME is not set.
          "org.shredzone.",
          "org.jose4j.",
          "javax.crypto.SecretKeyFactory ",
          "java.net.http.",
          "javax.net.ssl.",
          "io.prometheus.",
          "io.github.scrappyddns.metrics.Figures ",
          "javax.management.");

  @TempDir Path directory;

  @Test
  void what_the_service_does_not_need_is_never_loaded() throws IOException {
    ServiceHome home = new ServiceHome(directory).list(TOKEN + ":Home");
    try (RunningJar first = home.serve()) {
      first.stop(); // The database is made, and its migrations are behind it.
    }
    Path loaded = directory.resolve("loaded.txt");
    List<String> command = new ArrayList<>(RunningJar.command("127.0.0.1", "0"));
    command.add(1, "-Xlog:class+load:file=" + loaded);
    home.set("SCRAPPY_ALERT_INTERVAL", "1s").set("SCRAPPY_ADMIN_PASSWORD", "nobody asked for it");
    try (RunningJar service = home.serve(command)) {
      assertThat(service.get("/" + TOKEN)).isEqualTo("OK");
      assertThat(service.checkIn(TOKEN, "9.9.9.9")).isEqualTo("OK");
      assertThat(service.checkIn(TOKEN, "9.9.9.10")).isEqualTo("OK");
      Await.until(
          "the change is told", () -> service.output().contains("delivered \"Home is at 9.9.9.10"));
      service.stop();
    }
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes)
        .anyMatch(line -> line.contains("io.github.scrappyddns.checkin.ChangeWriter "));
    assertThat(classes).filteredOn(line -> UNNEEDED.stream().anyMatch(line::contains)).isEmpty();
  }
}
