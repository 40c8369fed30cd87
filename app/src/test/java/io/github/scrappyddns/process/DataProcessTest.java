package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with the data: keep it, bring it back, move it. */
class DataProcessTest {
  private static final String HOME = "data-test-token-of-home";
  private static final String OFFICE = "data-test-token-of-office";

  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void open() {
    home = new ServiceHome(directory);
    list();
  }

  private void list() {
    home.list(HOME + ":Home", OFFICE + ":Office");
  }

  @Test
  void an_alert_owed_before_a_move_to_postgresql_and_back_is_delivered_after_it() {
    String first = "jdbc:sqlite:" + directory.resolve("scrappy-ddns.db");
    String postgresql = TestDatabase.POSTGRESQL.freshUrl(directory) + "&password=planted-password";
    String last = "jdbc:sqlite:" + directory.resolve("last.db");
    try (PushReceiver receiver = home.phone();
        RunningJar service = serve(first)) {
      checkIn(service, HOME, "203.0.113.1");
      assertThat(receiver.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
      checkIn(service, OFFICE, "198.51.100.1");
      assertThat(receiver.next()).startsWith("Office is at 198.51.100.1");
      awaitNoDebt();
      receiver.shutDown();
      checkIn(service, HOME, "203.0.113.2");
      service.stop();
    }
    assertThat(done(first, "migrate-to", postgresql))
        .contains("2 networks, 3 events of their history, 1 alert still owed")
        .contains("DATABASE_URL = 'jdbc:postgresql://localhost:")
        .contains("password=***'");
    try (RunningJar service = serve(postgresql)) {
      checkIn(service, OFFICE, "198.51.100.1");
      checkIn(service, HOME, "203.0.113.3");
      service.stop();
    }
    assertThat(done(postgresql, "migrate-to", last))
        .contains("2 networks, 4 events of their history, 1 alert still owed")
        .contains("DATABASE_URL = '" + last + "'");
    try (PushReceiver receiver = home.phone();
        RunningJar service = serve(last)) {
      assertThat(receiver.next())
          .startsWith("Home is at 203.0.113.3\n")
          .contains("was 203.0.113.1");
      checkIn(service, OFFICE, "198.51.100.1");
      checkIn(service, HOME, "203.0.113.3");
      checkIn(service, OFFICE, "198.51.100.2");
      assertThat(receiver.next())
          .startsWith("Office is at 198.51.100.2\n")
          .contains("was 198.51.100.1");
      assertThat(receiver.received()).as("no alert is false").hasSize(2);
    }
  }

  @Test
  void a_backup_of_a_service_that_runs_is_restored_and_no_alert_comes_of_it() throws IOException {
    try (PushReceiver receiver = home.phone()) {
      String url = "jdbc:sqlite:" + directory.resolve("state.db");
      try (RunningJar service = serve(url)) {
        checkIn(service, HOME, "203.0.113.1");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1");
        awaitNoDebt();
        // Neither a channel nor a token list that is broken stands in the way.
        Path configuration = directory.resolve("scrappy-ddns.conf");
        Files.writeString(configuration, "NOTIFY_URLS='nfty://x'\n");
        Files.writeString(directory.resolve("token.list"), "broken");
        assertThat(done(url, "backup", "a.backup"))
            .isEqualTo(
                "a.backup holds 2 networks, 1 event of their history, 0 alerts still owed\n");
        refused(url, "already exists", "backup", "a.backup");
        refused(url, "in use by another running", "restore", "--replace", "a.backup");
        list();
        Files.delete(configuration);
        checkIn(service, HOME, "203.0.113.2");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.2");
        service.stop();
      }
      refused(url, "holds 2 networks, 2 events of their history", "restore", "a.backup");
      assertThat(done(url, "restore", "--replace", "a.backup"))
          .contains("holds 2 networks, 1 event of their history, 0 alerts still owed");
      try (RunningJar service = serve(url)) {
        checkIn(service, HOME, "203.0.113.1");
        checkIn(service, OFFICE, "198.51.100.1");
        assertThat(receiver.next()).startsWith("Office is at 198.51.100.1 (first check-in)");
        assertThat(receiver.received()).as("no alert is false").hasSize(3);
      }
    }
  }

  @Test
  void a_setting_that_is_wrong_exits_with_2_and_no_message_tells_a_password() {
    Map<String, String> broken = Map.of("SCRAPPY_DATABASE_URL", "mysql://u:planted-password@h/d");
    try (RunningJar backup = home.run(broken, "backup", "a.backup")) {
      assertThat(backup.exitStatus()).isEqualTo(2);
      assertThat(backup.output()).contains("DATABASE_URL").doesNotContain("planted");
    }
    String here = "jdbc:sqlite:" + directory.resolve("a.db");
    Database.open(here).close();
    for (String url :
        new String[] {
          "jdbc:postgresql://u:planted-password@127.0.0.1/d",
          "jdbc:postgresql://127.0.0.1:1/d?user=u&password=planted-password",
          "jdbc:postgresql://127.0.0.1:port/d?user=u&password=planted-password"
        }) {
      refused(url, "PostgreSQL", "backup", "a.backup");
      refused(url, "PostgreSQL", "restore", "a.db");
      refused(here, "PostgreSQL", "migrate-to", url);
    }
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("token.list", "a.db", "a.db.lock");
  }

  private RunningJar serve(String url) {
    return home.set("SCRAPPY_DATABASE_URL", url).serve();
  }

  private static void checkIn(RunningJar service, String token, String address) {
    assertThat(service.checkIn(token, address)).isEqualTo("OK");
  }

  /** Waits until the service knows that its alerts arrived. */
  private void awaitNoDebt() {
    Await.until("all is paid", () -> home.debts() == 0);
  }

  /** What a command prints that succeeds. */
  private String done(String url, String... words) {
    try (RunningJar command = home.set("SCRAPPY_DATABASE_URL", url).run(words)) {
      assertThat(command.output()).doesNotContain("planted-password");
      assertThat(command.exitStatus()).as(command.output()).isZero();
      return command.output();
    }
  }

  private void refused(String url, String why, String... words) {
    try (RunningJar command = home.set("SCRAPPY_DATABASE_URL", url).run(words)) {
      assertThat(command.output())
          .contains(why)
          .doesNotContain("planted-password")
          .doesNotContain("\tat ");
      assertThat(command.exitStatus()).isEqualTo(1);
    }
  }
}
