package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a database that lose what they held, in their place, while it is in use. */
class CutFilesTest {
  private static final String LOG_CUT = "the database's log was cut short";

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

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 32, 4096, 4150})
  void what_is_written_behind_a_cut_in_the_log_is_not_acknowledged(int length) {
    cut(log, length);
    assertThatThrownBy(() -> add("Never"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("has lost what its -wal file held");
    assertThatThrownBy(this::names).isInstanceOf(DatabaseException.class);
    database.probe();
    assertWell();
  }

  @Test
  void a_cut_that_nobody_has_met_is_found() {
    cut(log, 0);
    assertThatThrownBy(() -> database.read(reading -> null)).hasMessageContaining("-wal file");
    database.probe();
    assertWell();
  }

  @Test
  void a_log_of_zeros_and_one_of_another_database_are_cut_as_well() throws IOException {
    byte[] zeros = new byte[(int) Files.size(log)];
    overwrite(log, zeros);
    assertThatThrownBy(() -> add("Never")).hasMessageContaining("-wal file");
    database.probe();
    assertThat(names()).containsExactly("Home");

    Path other = directory.resolve("other.db");
    try (Database another = Database.open("jdbc:sqlite:" + other)) {
      another.write(writing -> insert(writing, "Cabin"));
      overwrite(log, Files.readAllBytes(Path.of(other + "-wal")));
    }
    assertThatThrownBy(() -> add("Never")).hasMessageContaining("-wal file");
    database.probe();
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void a_cut_in_the_middle_of_a_transaction_is_met_at_its_end() {
    assertThatThrownBy(
            () ->
                database.write(
                    writing -> {
                      insert(writing, "Cabin");
                      cut(log, 0);
                      return null;
                    }))
        .hasMessageContaining("-wal file");
    assertThat(database.trouble()).contains(LOG_CUT);
    database.probe();
    assertThat(names()).contains("Home");
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_stop_before_anybody_looked_loses_nothing() {
    cut(log, 0);
    database.close();
    database = Database.open("jdbc:sqlite:" + file);
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void a_cut_log_beside_a_deleted_file_loses_nothing() throws IOException {
    cut(log, 0);
    Files.delete(file);
    database.probe();
    assertWell();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 4096, 10_000})
  void a_file_that_is_cut_short_is_not_trusted_and_written_anew(int length) {
    // What was read once is in memory.
    database.write(writing -> writing.list("PRAGMA integrity_check", row -> row.getString(1)));
    cut(file, length);
    assertThatThrownBy(() -> add("Never"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("was cut short while it is in use");
    database.probe();
    assertWell();
  }

  @Test
  void where_the_lost_part_of_a_log_is_not_in_memory_the_last_whole_state_stays() {
    database.close();
    database = Database.open("jdbc:sqlite:" + file);
    addMany(2_000_000);
    addMany(500_000);
    assertThat(log.toFile().length()).isGreaterThan(3_000_000);
    cut(log, 1_000_000);
    assertLost(LOG_CUT);
    // As a kill leaves it: this process has the file open until it ends.
    assertThat(afterCrash()).contains("Home").doesNotContain("Never");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 4096, 1_000_000})
  void where_the_lost_part_of_a_file_is_not_in_memory_a_start_refuses_what_is_left(int length) {
    addMany(5_000_000);
    database.close();
    database = Database.open("jdbc:sqlite:" + file);
    cut(file, length);
    assertLost("the database file was cut short");
    assertThatThrownBy(this::afterCrash).hasMessageContaining("is damaged");
  }

  private void assertWell() {
    assertThat(database.trouble()).isEmpty();
    assertThat(database.lost()).isEmpty();
    add("Office");
    assertThat(names()).containsExactly("Home", "Office");
    assertThat(afterCrash()).containsExactly("Home", "Office");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .hasMessageContaining("in use by another");
    assertThat(directory.toFile().list()).noneMatch(name -> name.contains("unfinished"));
  }

  private void assertLost(String trouble) {
    assertThatThrownBy(() -> add("Never")).isInstanceOf(DatabaseException.class);
    database.probe();
    assertThat(database.trouble()).contains(trouble);
    assertThat(database.lost()).isPresent();
    assertThatThrownBy(() -> add("Never")).isInstanceOf(DatabaseException.class);
  }

  /** What a start finds after the process was killed now. */
  private List<String> afterCrash() {
    Path copy = directory.resolve("crashed.db");
    try {
      Files.copy(file, copy);
      Files.copy(log, Path.of(copy + "-wal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Database opened = Database.open("jdbc:sqlite:" + copy)) {
      return opened.read(CutFilesTest::names);
    }
  }

  private static void cut(Path path, int length) {
    try (RandomAccessFile open = new RandomAccessFile(path.toFile(), "rw")) {
      open.setLength(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overwrite(Path path, byte[] content) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(path.toFile(), "rw")) {
      open.write(content);
    }
  }

  /**
   * Adds networks with long names, about so many bytes of them; the index of names has them, too.
   */
  private void addMany(int bytes) {
    database.write(
        writing -> {
          for (int i = 0; i < bytes / 2_000; i++) {
            insert(writing, "Number " + i + " of " + bytes + "x".repeat(2_000));
          }
          return null;
        });
  }

  private void add(String name) {
    database.write(writing -> insert(writing, name));
  }

  private static int insert(Transaction writing, String name) {
    return writing.update("INSERT INTO network (name, created_at) VALUES (?, 1)", name);
  }

  private List<String> names() {
    return database.read(CutFilesTest::names);
  }

  private static List<String> names(Transaction reading) {
    return reading.list("SELECT name FROM network ORDER BY id", row -> row.getString(1));
  }
}
