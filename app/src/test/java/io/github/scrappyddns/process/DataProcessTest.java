package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with the data: keep it, bring it back, move it. */
class DataProcessTest {
  private static final String HOME = "data-test-token-of-home";
  private static final String OFFICE = "data-test-token-of-office";

  @TempDir Path directory;

  @BeforeEach
  void list() throws IOException {
    Files.writeString(directory.resolve("token.list"), HOME + ":Home\n" + OFFICE + ":Office\n");
  }

  @Test
  void an_alert_owed_before_a_move_to_postgresql_and_back_is_delivered_after_it() {
    int port;
    String first = "jdbc:sqlite:" + directory.resolve("scrappy-ddns.db");
    String postgresql = TestDatabase.POSTGRESQL.freshUrl(directory) + "&password=planted-password";
    String last = "jdbc:sqlite:" + directory.resolve("last.db");
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = serve(first, receiver.port())) {
      port = receiver.port();
      checkIn(service, HOME, "203.0.113.1");
      assertThat(receiver.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
      checkIn(service, OFFICE, "198.51.100.1");
      assertThat(receiver.next()).startsWith("Office is at 198.51.100.1");
      awaitNoDebt(first);
      receiver.shutDown();
      checkIn(service, HOME, "203.0.113.2");
      service.stop();
    }
    assertThat(done(first, port, "migrate-to", postgresql))
        .contains("2 networks, 3 events of their history, 1 alert still owed")
        .contains("DATABASE_URL = 'jdbc:postgresql://localhost:")
        .contains("password=***'");
    try (RunningJar service = serve(postgresql, port)) {
      checkIn(service, OFFICE, "198.51.100.1");
      checkIn(service, HOME, "203.0.113.3");
      service.stop();
    }
    assertThat(done(postgresql, port, "migrate-to", last))
        .contains("2 networks, 4 events of their history, 1 alert still owed")
        .contains("DATABASE_URL = '" + last + "'");
    try (PushReceiver receiver = PushReceiver.on(port);
        RunningJar service = serve(last, port)) {
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
    try (PushReceiver receiver = PushReceiver.on(0)) {
      int port = receiver.port();
      String url = "jdbc:sqlite:" + directory.resolve("state.db");
      try (RunningJar service = serve(url, port)) {
        checkIn(service, HOME, "203.0.113.1");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1");
        awaitNoDebt(url);
        // Neither a channel nor a token list that is broken stands in the way.
        Path configuration = directory.resolve("scrappy-ddns.conf");
        Files.writeString(configuration, "NOTIFY_URLS='nfty://x'\n");
        Files.writeString(directory.resolve("token.list"), "broken");
        assertThat(done(url, port, "backup", "a.backup"))
            .isEqualTo(
                "a.backup holds 2 networks, 1 event of their history, 0 alerts still owed\n");
        refused(url, port, "already exists", "backup", "a.backup");
        refused(url, port, "in use by another running", "restore", "--replace", "a.backup");
        list();
        Files.delete(configuration);
        checkIn(service, HOME, "203.0.113.2");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.2");
        service.stop();
      }
      refused(url, port, "holds 2 networks, 2 events of their history", "restore", "a.backup");
      assertThat(done(url, port, "restore", "--replace", "a.backup"))
          .contains("holds 2 networks, 1 event of their history, 0 alerts still owed");
      try (RunningJar service = serve(url, port)) {
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
    try (RunningJar backup = RunningJar.run(directory, broken, "backup", "a.backup")) {
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
      refused(url, 1, "PostgreSQL", "backup", "a.backup");
      refused(url, 1, "PostgreSQL", "restore", "a.db");
      refused(here, 1, "PostgreSQL", "migrate-to", url);
    }
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("token.list", "a.db", "a.db.lock");
  }

  private RunningJar serve(String url, int port) {
    return RunningJar.serve(directory, settings(url, port));
  }

  private static void checkIn(RunningJar service, String token, String address) {
    assertThat(service.get("/" + token + "?ip_address=" + address)).isEqualTo("OK");
  }

  /** Waits until the service knows that its alerts arrived. */
  private static void awaitNoDebt(String url) {
    Await.until(
        "all is paid",
        () -> {
          try (Connection connection = DriverManager.getConnection(url);
              Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT COUNT(*) FROM delivery WHERE owed_event > paid_event")) {
            return row.next() && row.getInt(1) == 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** What a command prints that succeeds. */
  private String done(String url, int port, String... words) {
    try (RunningJar command = RunningJar.run(directory, settings(url, port), words)) {
      assertThat(command.output()).doesNotContain("planted-password");
      assertThat(command.exitStatus()).as(command.output()).isZero();
      return command.output();
    }
  }

  private void refused(String url, int port, String why, String... words) {
    try (RunningJar command = RunningJar.run(directory, settings(url, port), words)) {
      assertThat(command.output())
          .contains(why)
          .doesNotContain("planted-password")
          .doesNotContain("\tat ");
      assertThat(command.exitStatus()).isEqualTo(1);
    }
  }

  private static Map<String, String> settings(String url, int port) {
    Map<String, String> settings = new HashMap<>(PushReceiver.settings(port));
    settings.put("SCRAPPY_DATABASE_URL", url);
    return settings;
  }
}
