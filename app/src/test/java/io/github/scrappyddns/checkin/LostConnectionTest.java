package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.CuttingProxy;
import io.github.scrappyddns.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to PostgreSQL that end, or lead to a server that takes nothing: they heal. */
@Tag("slow")
class LostConnectionTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  /** Of a transaction that stores a change; its commit comes next. */
  private static final String LAST_STATEMENT = "INSERT INTO delivery";

  @TempDir Path directory;

  private String url;
  private String ownerUrl;
  private String role;
  private CuttingProxy proxy;
  private TwoNetworks networks;

  @BeforeEach
  void open() throws Exception {
    ownerUrl = TestDatabase.POSTGRESQL.freshUrl(directory);
    // It ends with the server.
    role = ownerUrl.replaceFirst(".*/(test_\\d+).*", "service_of_$1");
    sql("CREATE ROLE " + role + " LOGIN", "GRANT ALL ON SCHEMA public TO " + role);
    int port = URI.create(ownerUrl.substring("jdbc:".length())).getPort();
    proxy = new CuttingProxy(port);
    url = ownerUrl.replace(":" + port, ":" + proxy.port()).replace("user=postgres", "user=" + role);
    networks = new TwoNetworks(Database.open(url));
    assertThat(call("203.0.113.1")).isEqualTo(CheckInResult.FIRST_SEEN);
  }

  @AfterEach
  void close() throws Exception {
    networks.close();
    proxy.close();
  }

  @Test
  void a_server_that_ended_all_connections_is_asked_anew_and_nobody_notices() throws Exception {
    for (int time = 1; time <= 3; time++) {
      endConnections();
      assertThat(call("203.0.113.1")).isEqualTo(CheckInResult.UNCHANGED);
      endConnections();
      assertThat(call("198.51.100." + time)).isEqualTo(CheckInResult.CHANGED);
      endConnections();
      assertThat(call("203.0.113.1")).isEqualTo(CheckInResult.CHANGED);
    }
    assertThat(networks.events(HOME)).hasSize(7);
  }

  /** What was stored is found out by reading, never guessed. */
  @Test
  void a_change_whose_commit_was_not_answered_is_stored_once_and_acknowledged() {
    proxy.cutBehind(LAST_STATEMENT, true);
    assertThat(networks.checkIn(HOME, sighting("203.0.113.2", true)))
        .succeedsWithin(FIVE_SECONDS)
        .isEqualTo(CheckInResult.UNCHANGED);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(networks.events(HOME)).hasSize(2);
  }

  @Test
  void a_change_whose_commit_did_not_arrive_is_stored_once_and_acknowledged() {
    proxy.cutBehind(LAST_STATEMENT, false);
    assertThat(networks.checkIn(HOME, sighting("203.0.113.2", true)))
        .succeedsWithin(FIVE_SECONDS)
        .isEqualTo(CheckInResult.CHANGED);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(networks.events(HOME)).hasSize(2);
  }

  @Test
  void a_standby_is_told_apart_and_callers_are_answered_in_time() throws Exception {
    sql("ALTER ROLE " + role + " SET default_transaction_read_only = on");
    endConnections();
    refusedInTime("203.0.113.2");
    assertThat(networks.database().trouble()).contains("the database is a standby");
    sql("ALTER ROLE " + role + " RESET default_transaction_read_only");
    heals();
  }

  @Test
  void a_server_that_takes_no_more_connections_is_waited_for() throws Exception {
    sql("ALTER ROLE " + role + " CONNECTION LIMIT 0");
    endConnections();
    refusedInTime("203.0.113.2");
    assertThat(networks.database().trouble()).contains("the database takes no more connections");
    sql("ALTER ROLE " + role + " CONNECTION LIMIT -1");
    heals();
  }

  @Test
  void a_transaction_that_stands_still_is_ended_by_the_server() {
    assertThatThrownBy(
            () ->
                networks
                    .database()
                    .write(
                        writing -> {
                          writing.first("SELECT 1", row -> 1);
                          standStill();
                          return writing.first("SELECT 1", row -> 1);
                        }))
        .hasMessageContaining("idle");
  }

  /** Until the server has ended the one connection that is in a transaction. */
  private void standStill() {
    Await.until(
        "the server ends it",
        () ->
            count("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
                == 0);
  }

  private void refusedInTime(String address) {
    assertThat(networks.checkIn(HOME, sighting("203.0.113.1", true))).failsWithin(FIVE_SECONDS);
    assertThat(networks.checkIn(HOME, sighting(address, true))).failsWithin(FIVE_SECONDS);
  }

  private void heals() {
    Await.until(
        "it is well",
        () -> {
          networks.database().probe();
          return networks.database().trouble().isEmpty();
        });
    assertThat(call("203.0.113.9")).isEqualTo(CheckInResult.CHANGED);
    assertThat(call("203.0.113.9")).isEqualTo(CheckInResult.UNCHANGED);
  }

  private CheckInResult call(String address) {
    return networks.checkIn(HOME, sighting(address, true)).join();
  }

  private void endConnections() throws SQLException {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
    Await.until(
        "all have ended",
        () -> count("SELECT COUNT(*) FROM pg_stat_activity WHERE usename = '" + role + "'") == 0);
  }

  private int count(String query) {
    try (Connection connection = DriverManager.getConnection(ownerUrl);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(ownerUrl);
        Statement statement = connection.createStatement()) {
      for (String one : List.of(statements)) {
        statement.execute(one);
      }
    }
  }
}
