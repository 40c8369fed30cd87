package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs may do with a database that is in use: nothing of it is a loss. */
class TidyingProgramTest {
  @TempDir Path directory;

  private Path file;
  private Path log;
  private Database database;

  @BeforeEach
  void open() {
    file = directory.resolve("scrappy-ddns.db");
    log = Path.of(file + "-wal");
    database = Database.open("jdbc:sqlite:" + file);
    add("Home");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void another_program_that_tidies_up_is_no_trouble() throws SQLException {
    addMany();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      assertThat(log).hasSize(0);
      database.probe();
      add("Office");
      long before = file.toFile().length();
      statement.execute("DELETE FROM network WHERE name LIKE 'Number%'");
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      assertThat(file.toFile().length()).isLessThan(before);
      database.probe();
      add("Cabin");
      statement.execute("PRAGMA journal_size_limit = 0");
      statement.execute("PRAGMA wal_checkpoint(RESTART)");
      statement.execute("UPDATE network SET created_at = 2");
      database.probe();
      add("Boat");
    }
    assertThat(database.trouble()).isEmpty();
    assertThat(names()).containsExactly("Home", "Office", "Cabin", "Boat");
  }

  @Test
  void what_others_write_and_checkpoint_meanwhile_is_never_taken_for_a_cut() throws Exception {
    Thread busy =
        new Thread(
            () -> {
              try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                  Statement statement = other.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("PRAGMA synchronous = OFF");
                for (int i = 0; i < 300; i++) {
                  statement.execute("UPDATE network SET created_at = " + i);
                  statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    busy.start();
    int looks = 0;
    while (busy.isAlive() || looks < 1000) {
      assertThat(names()).containsExactly("Home");
      looks++;
    }
    busy.join();
    assertThat(database.trouble()).isEmpty();
  }

  private void addMany() {
    for (int i = 0; i < 500; i++) {
      add("Number " + i + "x".repeat(2_000));
    }
  }

  private void add(String name) {
    database.write(
        writing -> writing.update("INSERT INTO network (name, created_at) VALUES (?, 1)", name));
  }

  private List<String> names() {
    return database.read(
        reading -> reading.list("SELECT name FROM network ORDER BY id", row -> row.getString(1)));
  }
}
