package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.ServedPages;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one PostgreSQL: what is ordered on the pages of one is done by both. */
@Tag("slow")
class SharedChannelsTest {
  @TempDir Path directory;

  private final NtfyServer ntfy = new NtfyServer();

  private ServedPages served(String name, String url, Path key) throws Exception {
    Path home = Files.createDirectory(directory.resolve(name));
    return new ServedPages(
        home,
        ServedPages.tokens("Home"),
        List.of(new PrintedAlerts("log", text -> true)),
        ServedPages.settings(
            "DATABASE_URL", url, "ALERT_INTERVAL", "0s", "SECRET_KEY_FILE", key.toString()),
        InstantSource.system());
  }

  private String form() {
    return "kind=ntfy&f.topic=a-secret-topic&name=Phone&f.server="
        + ServedPages.encoded(ntfy.address());
  }

  private static boolean shows(ServedPages pages, String text) {
    try {
      return pages.get("/dashboard/channels").body().contains(text);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_channel_that_is_added_on_one_is_told_by_the_other_and_no_more_once_it_is_removed()
      throws Exception {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    Path key = directory.resolve("secret.key");
    try (ServedPages second = served("second", url, key)) {
      second.signIn(ServedPages.PASSWORD);
      try (ServedPages first = served("first", url, key)) {
        first.signIn(ServedPages.PASSWORD);
        assertThat(
                first
                    .post("/dashboard/channels/new", form() + "&mark=" + first.mark())
                    .statusCode())
            .isEqualTo(303);
        long ordered = System.nanoTime();
        Await.until("the other has it", () -> shows(second, "Phone"));
        assertThat(Duration.ofNanos(System.nanoTime() - ordered)).isLessThan(Duration.ofSeconds(5));
      }
      assertThat(ntfy.received()).as("the test").hasSize(1);
      second.call(1, "203.0.113.7");
      Await.until("it is told by the one that is left", () -> ntfy.received().size() == 2);
      assertThat(ntfy.received().get(1)).startsWith("Home is at 203.0.113.7");
      second.post("/dashboard/channels/1/remove", "mark=" + second.mark());
      second.call(1, "203.0.113.8");
      assertThat(second.get("/dashboard/channels").body()).contains("No channel yet");
    }
    assertThat(ntfy.received()).hasSize(2);
    ntfy.close();
  }

  @Test
  void an_instance_with_another_key_says_so_and_lets_the_others_tell() throws Exception {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (ServedPages first = served("first", url, directory.resolve("first.key"));
        ServedPages second = served("second", url, directory.resolve("second.key"))) {
      first.signIn(ServedPages.PASSWORD);
      second.signIn(ServedPages.PASSWORD);
      first.post("/dashboard/channels/new", form() + "&mark=" + first.mark());
      Await.until("the other knows its name", () -> shows(second, "Cannot be read"));
      assertThat(second.get("/health").body())
          .contains("channels: some that")
          .doesNotContain("Phone", ".key");
      second.call(1, "203.0.113.7");
      Await.until("the one with the key tells", () -> ntfy.received().size() == 2);
      String added = "kind=ntfy&f.topic=x&f.server=https://ntfy.sh&mark=" + second.mark();
      assertThat(second.post("/dashboard/channels/new", added).body())
          .contains("Nothing was stored, because its key is missing");
      Await.until(
          "it is a problem",
          () -> {
            try {
              return second.get("/dashboard/problems").body().contains("Put the right key where");
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    ntfy.close();
  }
}
