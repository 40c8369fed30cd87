package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a database that are deleted, moved or replaced while it is in use. */
class DisplacedFilesTest {
  @TempDir Path parent;

  private Path directory;
  private Path file;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createDirectory(parent.resolve("state"));
    file = directory.resolve("scrappy-ddns.db");
    database = Database.open("jdbc:sqlite:" + file);
    add("Home");
    assertThat(names()).containsExactly("Home");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-wal"})
  void what_is_written_to_a_file_that_is_gone_is_not_acknowledged(String suffix)
      throws IOException {
    Files.delete(Path.of(file + suffix));
    assertThatThrownBy(() -> add("Office"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("while it is in use");
    assertThat(database.trouble()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-wal", "-shm", ".lock"})
  void a_file_that_is_gone_is_put_back_with_all_that_was_acknowledged(String suffix)
      throws IOException {
    Files.delete(Path.of(file + suffix));
    database.probe();
    assertWell();
  }

  @Test
  void all_files_at_once_are_put_back() throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm", ".lock"}) {
      Files.delete(Path.of(file + suffix));
    }
    database.probe();
    assertWell();
  }

  @Test
  void a_file_that_is_moved_away_is_written_anew_and_the_old_one_is_whole() throws IOException {
    Path elsewhere = parent.resolve("elsewhere.db");
    Files.move(file, elsewhere);
    database.probe();
    assertWell();
    assertThat(held(elsewhere)).containsExactly("Home");
  }

  @Test
  void a_stop_before_anybody_looked_loses_nothing() throws IOException {
    Files.delete(file);
    reopen();
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void a_directory_that_is_gone_is_told_until_it_is_back() throws IOException {
    Path away = parent.resolve("away");
    Files.move(directory, away);
    assertThatThrownBy(database::probe).isInstanceOf(DatabaseException.class);
    assertThat(database.trouble()).contains("the database file is gone");
    assertThatThrownBy(() -> add("Office")).isInstanceOf(DatabaseException.class);
    Files.move(away, directory);
    database.probe();
    assertWell();
  }

  @Test
  void a_new_directory_in_the_place_of_the_old_one_gets_the_database() throws IOException {
    Files.move(directory, parent.resolve("away"));
    assertThatThrownBy(database::probe).isInstanceOf(DatabaseException.class);
    Files.createDirectory(directory);
    database.probe();
    assertWell();
  }

  @Test
  void another_database_in_its_place_is_not_written_to_and_stays_whole() throws IOException {
    Path other = backup();
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertLost("the database file was replaced");
    reopen();
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void another_database_in_its_place_keeps_a_log_of_its_own() throws IOException {
    Path other = parent.resolve("other.db");
    Files.delete(file);
    try (Database another = Database.open("jdbc:sqlite:" + other)) {
      another.write(writing -> insert(writing, "Cabin"));
      Files.copy(other, file);
      Files.delete(Path.of(file + "-wal"));
      Files.copy(Path.of(other + "-wal"), Path.of(file + "-wal"));
      assertLost("the database file was replaced");
    }
    reopen();
    assertThat(names()).containsExactly("Cabin");
  }

  @Test
  void another_content_in_the_same_file_is_not_mixed_with_the_old_log() throws IOException {
    Path other = backup();
    for (int i = 0; i < 50; i++) {
      add("Network " + i);
    }
    Files.write(file, Files.readAllBytes(other));
    assertLost("the database file was overwritten");
    assertThat(Path.of(file + "-wal")).doesNotExist();
    // This process keeps the file open until it ends.
    assertThat(held(Files.copy(file, parent.resolve("elsewhere.db")))).containsExactly("Home");
  }

  @Test
  void another_program_that_writes_into_the_same_file_is_no_trouble() throws Exception {
    try (OwnConnection other = new OwnConnection("jdbc:sqlite:" + file)) {
      int added = other.write(writing -> insert(writing, "Office"));
      assertThat(added).isEqualTo(1);
      other.write(writing -> writing.list("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(1)));
    }
    database.probe();
    assertThat(database.trouble()).isEmpty();
    assertThat(names()).containsExactly("Home", "Office");
  }

  @Test
  void a_lock_that_another_process_has_taken_meanwhile_is_the_end() throws IOException {
    Files.delete(Path.of(file + ".lock"));
    SqliteFiles other = new SqliteFiles(file);
    other.lock();
    try {
      assertLost("the database's lock file is gone");
    } finally {
      other.unlock();
    }
  }

  private Path backup() {
    Path backup = parent.resolve("a.backup");
    Backup.write("jdbc:sqlite:" + file, backup);
    add("Office");
    return backup;
  }

  private void assertWell() {
    assertThat(database.trouble()).isEmpty();
    assertThat(database.lost()).isEmpty();
    add("Office");
    assertThat(names()).containsExactly("Home", "Office");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .hasMessageContaining("in use by another");
    reopen();
    assertThat(names()).containsExactly("Home", "Office");
    assertThat(directory.toFile().list())
        .contains("scrappy-ddns.db", "scrappy-ddns.db.lock")
        .noneMatch(name -> name.contains("unfinished") || name.contains("replaced"));
  }

  private void assertLost(String trouble) {
    database.probe();
    assertThat(database.trouble()).contains(trouble);
    assertThat(database.lost()).isPresent();
    assertThatThrownBy(() -> add("Never")).isInstanceOf(DatabaseException.class);
    assertThatThrownBy(this::names).isInstanceOf(DatabaseException.class);
  }

  private void reopen() {
    database.close();
    database = Database.open("jdbc:sqlite:" + file);
  }

  private void add(String name) {
    database.write(writing -> insert(writing, name));
  }

  private static int insert(Transaction writing, String name) {
    return writing.update("INSERT INTO network (name, created_at) VALUES (?, 1)", name);
  }

  private List<String> names() {
    return database.read(
        reading -> reading.list("SELECT name FROM network ORDER BY id", row -> row.getString(1)));
  }

  private static List<String> held(Path other) {
    try (Database opened = Database.open("jdbc:sqlite:" + other)) {
      return opened.read(
          reading -> reading.list("SELECT name FROM network ORDER BY id", row -> row.getString(1)));
    }
  }
}
