package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory as the Python edition leaves it, taken over without touching a file. */
class DropInProcessTest {
  private static final String HOME = "NRmPKl8s3vXw";
  private static final String BRANCH = "x7.Branch_office~2015-aBcDeF";

  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void layOut() throws IOException {
    home = new ServiceHome(directory);
    Files.createDirectory(directory.resolve("cache"));
    home.list(
        "\uFEFF# my networks\r",
        "\r",
        HOME + ":Home network\r",
        "  " + BRANCH + ": Branch: north \r");
    Files.writeString(directory.resolve("cache/" + HOME + ".ip"), "203.0.113.7");
    Files.writeString(directory.resolve("cache/" + BRANCH + ".ip"), "198.51.100.20\n");
  }

  @Test
  void it_runs_unchanged_and_sends_no_alert_on_the_switch() throws IOException {
    try (PushReceiver receiver = home.phone()) {
      configure(receiver.port());
      try (RunningJar service = RunningJar.serve(directory, Map.of())) {
        Path log = directory.resolve("scrappy.log");
        assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
        assertThat(service.checkIn(BRANCH, "198.51.100.20")).isEqualTo("OK");
        assertThat(service.response("/nobody").statusCode()).isEqualTo(404);
        assertThat(service.checkIn(BRANCH, "198.51.100.21")).isEqualTo("OK");
        assertThat(receiver.next())
            .startsWith("Branch: north is at 198.51.100.21\n")
            .contains("was 198.51.100.20");
        assertThat(receiver.received()).hasSize(1);
        assertThat(log).content().contains("Branch: north is at 198.51.100.21");
      }
    }
  }

  @Test
  void an_edited_token_list_counts_without_a_restart_and_a_broken_one_does_not()
      throws IOException {
    try (PushReceiver receiver = home.phone()) {
      configure(receiver.port());
      Path list = directory.resolve("token.list");
      String good = Files.readString(list);
      try (RunningJar service = RunningJar.serve(directory, Map.of())) {
        Files.writeString(list, good + "a-brand-new-token-for-a-cabin:Cabin\n");
        Await.until(
            "the new token lets in",
            () -> service.get("/a-brand-new-token-for-a-cabin").equals("OK"));

        Files.writeString(list, "this line has no colon\n");
        Path log = directory.resolve("scrappy.log");
        Await.until("the broken list is reported", () -> content(log).contains("found no colon"));
        assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");

        Files.writeString(list, good);
        Await.until(
            "the removed token lets nobody in",
            () -> service.response("/a-brand-new-token-for-a-cabin").statusCode() == 404);
        assertThat(service.checkIn(HOME, "203.0.113.7")).isEqualTo("OK");
      }
    }
  }

  private void configure(int receiver) throws IOException {
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        """
        # Scrappy DDNS, as set up in 2015
        DEBUG = False
        SECRET_KEY = "not used any more"
        ANDROID_PUSH_API_KEY='%s'   # my phone
        IP_ADDRESS_CACHE = 'cache'
        TOKEN_FILE="token.list"
        LOG_LEVEL='DEBUG'
        LOG_FILE = 'scrappy.log'
        PROXY_COUNT=0
        NOTIFY_MY_ANDROID_URL = 'http://127.0.0.1:%d'
        """
            .formatted(PushReceiver.KEY, receiver));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
