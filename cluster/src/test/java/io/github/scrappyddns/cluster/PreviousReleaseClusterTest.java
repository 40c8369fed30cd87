package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** During an upgrade the previous release and this one run side by side on one schema. */
class PreviousReleaseClusterTest {
  private static final String TOKEN = "token-of-the-only-network";

  private final Receiver phone = Receiver.thatBehaves("mum");
  private String url = "";

  @TempDir Path homes;

  @BeforeEach
  void freshDatabase() {
    url = TestDatabase.POSTGRESQL.freshUrl(homes);
  }

  @AfterEach
  void close() {
    phone.close();
  }

  private RunningJar serve(Path jar, String name) throws IOException {
    Path home = Files.createDirectory(homes.resolve(name));
    Files.writeString(home.resolve("token.list"), TOKEN + ":Home\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return RunningJar.serve(
        home,
        Map.of(
            "SCRAPPY_DATABASE_URL",
            url,
            "SCRAPPY_NOTIFY_URLS",
            phone.url(),
            "SCRAPPY_ALERT_INTERVAL",
            "0s"),
        List.of(java, "-Xmx64m", "-XX:+UseSerialGC", "-jar", jar.toString(), "127.0.0.1", "0"));
  }

  private RunningJar previous() throws IOException {
    return serve(PreviousRelease.jar(), "previous");
  }

  private RunningJar current() throws IOException {
    return serve(Path.of(System.getProperty("scrappy.jar")), "current");
  }

  /** Declares an address, which is news, and waits until the phone knows. */
  private void change(RunningJar through, String address) {
    int before = phone.told().size();
    assertThat(through.checkIn(TOKEN, address)).isEqualTo("OK");
    Await.until("the phone is told of " + address, () -> phone.told().size() > before);
  }

  private List<String> timeline() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Row.timeline(connection).stream().map(Row::current).toList();
    }
  }

  private List<String> told() {
    return phone.told().stream().map(Told::address).toList();
  }

  @Test
  void what_one_release_stored_the_other_knows() throws Exception {
    try (RunningJar previous = previous();
        RunningJar current = current()) {
      change(previous, "198.18.0.1");
      assertThat(current.checkIn(TOKEN, "198.18.0.1")).isEqualTo("OK");
      change(current, "198.18.0.2");
      assertThat(previous.checkIn(TOKEN, "198.18.0.2")).isEqualTo("OK");
      change(previous, "198.18.0.1");
      change(current, "198.18.0.3");
      change(previous, "198.18.0.1");
    }

    List<String> all =
        List.of("198.18.0.1", "198.18.0.2", "198.18.0.1", "198.18.0.3", "198.18.0.1");
    assertThat(timeline()).isEqualTo(all);
    assertThat(told()).isEqualTo(all);
    assertThat(phone.unreadable()).isEmpty();
  }

  @Test
  void the_previous_release_goes_on_when_this_one_is_taken_back() throws Exception {
    try (RunningJar previous = previous()) {
      change(previous, "198.18.0.1");
      try (RunningJar current = current()) {
        change(current, "198.18.0.2");
        current.stop();
      }
      assertThat(previous.checkIn(TOKEN, "198.18.0.2")).isEqualTo("OK");
      change(previous, "198.18.0.3");
    }

    assertThat(timeline()).containsExactly("198.18.0.1", "198.18.0.2", "198.18.0.3");
    assertThat(told()).containsExactly("198.18.0.1", "198.18.0.2", "198.18.0.3");
  }
}
