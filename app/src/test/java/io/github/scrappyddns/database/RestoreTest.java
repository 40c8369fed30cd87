package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RestoreTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;
  @TempDir Path backups;

  private Path backup;
  private Map<String, List<String>> rows;
  private String url;

  @BeforeEach
  void backUp() {
    String source = TestDatabase.SQLITE.freshUrl(directory);
    backup = backups.resolve("backup.db");
    try (Database database = Database.open(source)) {
      FilledDatabase.fill(database);
      rows = FilledDatabase.rows(database);
      Backup.write(source, backup);
    }
    url = kind.freshUrl(directory);
  }

  @Test
  void a_database_that_was_never_used_holds_the_backup_afterwards() throws IOException {
    byte[] before = Files.readAllBytes(backup);
    assertThat(Restore.run(backup, url, false)).isEqualTo(FilledDatabase.CONTENTS);
    try (Database database = Database.open(url)) {
      assertThat(FilledDatabase.rows(database)).isEqualTo(rows);
      assertThat(FilledDatabase.numberOfNewNetwork(database)).isGreaterThan(7);
    }
    assertThat(backup).hasBinaryContent(before);
    assertThat(backups.toFile().list()).containsExactly("backup.db");
  }

  @Test
  void networks_that_are_there_are_only_lost_where_that_was_asked_for() {
    try (Database database = Database.open(url)) {
      for (int i = 0; i < 20; i++) {
        FilledDatabase.numberOfNewNetwork(database);
      }
    }
    assertThatThrownBy(() -> Restore.run(backup, url, false))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("holds 20 networks, 0 events of their history")
        .hasMessageContaining("--replace");
    assertThat(networks()).isEqualTo(20);
    assertThat(Restore.run(backup, url, true)).isEqualTo(FilledDatabase.CONTENTS);
    try (Database database = Database.open(url)) {
      assertThat(FilledDatabase.rows(database)).isEqualTo(rows);
      assertThat(FilledDatabase.numberOfNewNetwork(database)).isGreaterThan(7);
    }
  }

  @Test
  void a_restore_that_fails_half_way_leaves_what_was_there() throws SQLException {
    try (Database database = Database.open(url)) {
      FilledDatabase.fill(database);
      for (int i = 0; i < 20; i++) {
        FilledDatabase.numberOfNewNetwork(database);
      }
    }
    execute(DatabaseUrl.ofFile(backup), "ALTER TABLE service RENAME COLUMN probed TO other");
    assertThatThrownBy(() -> Restore.run(backup, url, true))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("probed");
    assertThat(networks()).isEqualTo(23);
    try (Database database = Database.open(url)) {
      assertThat(FilledDatabase.numberOfNewNetwork(database)).isGreaterThanOrEqualTo(23);
    }
  }

  @Test
  void a_service_that_runs_is_not_restored_under() {
    try (Database running = Database.open(url)) {
      assertThatThrownBy(() -> Restore.run(backup, url, true))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in use by another running Scrappy DDNS");
      assertThat(running.contents().networks()).isZero();
    }
  }

  @Test
  void what_is_no_backup_is_refused_and_makes_no_database() throws IOException, SQLException {
    Path text = Files.writeString(backups.resolve("text"), "no database at all ".repeat(500));
    Path empty = Files.createFile(backups.resolve("empty"));
    Path foreign = backups.resolve("foreign.db");
    execute(DatabaseUrl.ofFile(foreign), "CREATE TABLE network (id INTEGER)");
    refuses(text, "is no SQLite database");
    refuses(empty, "does not exist or is empty");
    refuses(foreign, "holds no tables of Scrappy DDNS");
    refuses(backups, "is not a file");
    refuses(backups.resolve("nowhere"), "is not a file");
  }

  @Test
  void a_damaged_backup_is_refused() throws IOException {
    byte[] content = Files.readAllBytes(backup);
    for (int i = content.length - 3 * 4096; i < content.length; i++) {
      content[i] = (byte) 0xa5;
    }
    Files.write(backup, content);
    refuses(backup, "Take another backup");
    assertThat(backup).hasBinaryContent(content);
  }

  @Test
  void a_backup_of_a_newer_version_is_refused_and_left_alone() throws IOException, SQLException {
    execute(
        DatabaseUrl.ofFile(backup),
        "INSERT INTO schema_version (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (99, '99', 'later', 'SQL', 'V99.sql', 'x', 0, true)");
    byte[] before = Files.readAllBytes(backup);
    refuses(backup, "newer Scrappy DDNS (schema 99");
    assertThat(backup).hasBinaryContent(before);
  }

  /** The oldest there can be: a history without any migration. */
  @Test
  void a_backup_with_older_tables_is_brought_up_to_date_in_a_copy()
      throws IOException, SQLException {
    Path old = backups.resolve("old.db");
    Database.open(DatabaseUrl.ofFile(old)).close();
    for (int i = Tables.ALL.size() - 1; i >= 0; i--) {
      execute(DatabaseUrl.ofFile(old), "DROP TABLE " + Tables.names().get(i));
    }
    for (Tables.Table table : Tables.OF_PROCESSES) {
      execute(DatabaseUrl.ofFile(old), "DROP TABLE " + table.name());
    }
    execute(DatabaseUrl.ofFile(old), "DELETE FROM schema_version");
    byte[] before = Files.readAllBytes(old);
    assertThat(Restore.run(old, url, false)).isEqualTo(new Contents(0, 0, 0));
    assertThat(networks()).isZero();
    assertThat(old).hasBinaryContent(before);
  }

  @Test
  void the_database_itself_is_no_backup_of_it() {
    String itself = DatabaseUrl.ofFile(backup);
    assertThatThrownBy(
            () ->
                Restore.run(
                    backups.resolve("../" + backups.getFileName() + "/backup.db"), itself, true))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("is the database itself");
  }

  private void refuses(Path file, String why) {
    assertThatThrownBy(() -> Restore.run(file, url, true))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
    assertThatThrownBy(() -> Backup.write(url, backups.resolve("never.db")))
        .as("the target was not touched")
        .isInstanceOf(DatabaseException.class)
        .hasMessageMatching(".*(does not exist or is empty|holds no tables of Scrappy DDNS).*");
  }

  private long networks() {
    try (Database database = Database.open(url)) {
      return database.contents().networks();
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
