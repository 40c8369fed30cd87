package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL. */
class SeveralInstancesProcessTest {
  private static final String HOME = "token-of-the-home-network";
  private static final String CABIN = "token-of-the-cabin-by-the-lake";

  @TempDir Path directory;

  private Map<String, String> settings;
  private PushReceiver phone;
  private RunningJar one;
  private RunningJar other;

  @BeforeEach
  void serve() throws IOException {
    settings =
        Map.of(
            "SCRAPPY_DATABASE_URL",
            TestDatabase.POSTGRESQL.freshUrl(directory),
            "SCRAPPY_ALERT_INTERVAL",
            "0s");
    ServiceHome first = home("one").list(HOME + ":Home");
    phone = first.phone();
    one = first.serve(settings);
    ServiceHome second = home("other").list(HOME + ":Home");
    PushReceiver.settings(phone.port()).forEach((name, value) -> second.set(name, value));
    other = second.serve(settings);
  }

  private ServiceHome home(String name) throws IOException {
    return new ServiceHome(Files.createDirectories(directory.resolve(name)));
  }

  @AfterEach
  void close() {
    other.close();
    one.close();
    phone.close();
  }

  @Test
  void an_address_that_goes_there_and_back_over_both_is_told_each_time() {
    assertThat(one.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    assertThat(phone.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
    assertThat(other.checkIn(HOME, "203.0.113.2")).isEqualTo("OK");
    assertThat(phone.next()).startsWith("Home is at 203.0.113.2\n");
    assertThat(one.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    assertThat(phone.next()).startsWith("Home is at 203.0.113.1\n");
    assertThat(other.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    assertThat(other.get("/" + HOME + "/ip")).isEqualTo("203.0.113.1\n");
    assertThat(phone.received()).hasSize(3);
  }

  @Test
  void what_one_had_begun_when_it_was_killed_the_other_sends_and_says_so() {
    phone.hold();
    assertThat(one.checkIn(HOME, "203.0.113.1")).isEqualTo("OK");
    Await.until("the alert is under way", () -> leases() == 1);
    one.kill();
    phone.release();
    Await.until("the other one sends", () -> tellsAgain("203.0.113.1"));
    assertThat(other.output()).contains("is gone: what it had begun is taken over");
  }

  private boolean tellsAgain(String address) {
    return phone.received().stream()
        .anyMatch(
            alert ->
                alert.startsWith("Home is at " + address)
                    && alert.contains("You may have seen this"));
  }

  private int leases() {
    return TestDatabase.count(
        settings.get("SCRAPPY_DATABASE_URL"), "delivery WHERE lease_until > 0");
  }

  @Test
  void a_name_that_one_list_gives_is_told_by_both_and_lists_that_differ_are_spoken_of()
      throws IOException {
    Files.writeString(
        directory.resolve("one").resolve("token.list"), HOME + ":House\n" + CABIN + ":Cabin\n");
    Await.until("the list is in force", () -> one.checkIn(CABIN, "203.0.113.9").equals("OK"));
    assertThat(phone.next()).startsWith("Cabin is at 203.0.113.9");
    Await.until(
        "the other one takes the name over",
        () -> {
          assertThat(other.checkIn(HOME, next())).isEqualTo("OK");
          return phone.next().startsWith("House is at ");
        });
    Await.until(
        "the other one tells what differs",
        () -> other.output().contains("only there: network Cabin, network House"));
    assertThat(other.output()).doesNotContain(CABIN).doesNotContain(HOME);
    assertThat(other.checkIn(CABIN, "203.0.113.9")).isNotEqualTo("OK");
    assertThat(other.get("/health")).startsWith("ok\nwarning: the files of another instance ");
  }

  private int last;

  private String next() {
    return "198.51.100." + ++last;
  }
}
