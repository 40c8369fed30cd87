package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Databases that cannot be opened: "damaged" is said of damage alone, and nothing is changed. */
class RefusedDatabaseTest {
  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void fill() {
    file = directory.resolve("scrappy-ddns.db");
    try (Database database = Database.open(url())) {
      database.write(
          writing -> {
            for (int i = 0; i < 500; i++) {
              writing.update("INSERT INTO network (name, created_at) VALUES (?, 1)", "Number " + i);
            }
            return null;
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"WAL", "DELETE"})
  void one_that_another_program_locks_is_locked(String journal) throws SQLException {
    try (Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode = " + journal);
      statement.execute("BEGIN EXCLUSIVE");
      assertThat(refusal()).contains("is locked by another program").contains("End that program");
    }
    Database.open(url()).close();
  }

  @Test
  void one_that_is_cut_off_is_damaged() throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
    assertThat(refusal()).contains("is damaged").contains("restore a backup");
    assertThat(looked()).contains("is damaged");
  }

  @Test
  void one_that_is_empty_beside_a_log_is_damaged() throws IOException {
    Files.write(file, new byte[0]);
    Files.write(Path.of(file + "-wal"), new byte[4096]);
    assertThat(refusal()).contains("is damaged").contains("restore a backup");
    assertThat(Path.of(file + "-wal")).hasSize(4096);
  }

  @Test
  void another_file_is_no_database() throws IOException {
    Files.writeString(file, "The quick brown fox jumps over the lazy dog. ".repeat(100));
    assertThat(refusal()).contains("is no SQLite database").contains("is the right file");
    assertThat(looked()).contains("is no SQLite database");
  }

  @Test
  void a_directory_in_its_place_is_a_directory() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(refusal()).contains(file + " is a directory: name a file");
    assertThat(looked()).contains(file + " is a directory: name a file");
  }

  @Test
  void a_file_in_the_place_of_its_directory_is_none() {
    file = file.resolve("scrappy-ddns.db");
    assertThat(refusal()).contains(file.getParent() + " is no directory");
    assertThat(looked()).contains(file.getParent() + " is no directory");
  }

  @Test
  void a_directory_that_is_missing_is_named() {
    file = directory.resolve("nowhere/scrappy-ddns.db");
    assertThat(refusal()).contains("nowhere does not exist: create it");
    assertThat(looked()).contains("nowhere does not exist: create it");
  }

  @Test
  void a_directory_in_the_place_of_the_lock_is_told() throws IOException {
    Path lock = Path.of(file + ".lock");
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThat(refusal()).contains(lock.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_IOERR_LOCK, is on a file system that keeps no locks",
    "SQLITE_PROTOCOL, is on a file system that keeps no locks",
    "SQLITE_IOERR_SHMMAP, is on a file system that keeps no locks",
    "SQLITE_BUSY_RECOVERY, is locked by another program",
    "SQLITE_LOCKED, is locked by another program",
    "SQLITE_FULL, has no space left",
    "SQLITE_READONLY_DIRECTORY, is read-only",
    "SQLITE_CANTOPEN, may not be read and written",
    "SQLITE_PERM, may not be read and written",
    "SQLITE_IOERR_READ, could not be read or written",
    "SQLITE_CORRUPT_INDEX, is damaged",
    "SQLITE_NOTADB, is no SQLite database",
    "SQLITE_ERROR, cannot be used",
  })
  void each_error_of_sqlite_has_words_of_its_own(SQLiteErrorCode code, String words) {
    SQLException failure = new SQLiteException("[" + code + "]", code);
    assertThat(DatabaseException.refusal(Trouble.of(failure), "It", "why", failure))
        .hasMessageStartingWith("It " + words);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_look_finds_nothing_wrong_with_one_that_is_in_use_or_new(TestDatabase kind) {
    String fresh = kind.freshUrl(directory);
    assertThat(DatabaseUrl.problemOfDatabase(fresh)).isEmpty();
    try (Database database = Database.open(fresh)) {
      assertThat(DatabaseUrl.problemOfDatabase(fresh)).isEmpty();
      assertThat(database.trouble()).isEmpty();
    }
  }

  @Test
  void a_look_leaves_no_trace() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThat(DatabaseUrl.problemOfDatabase(url())).isEmpty();
    assertThat(DatabaseUrl.problemOfDatabase("jdbc:sqlite:" + directory.resolve("new.db")))
        .isEmpty();
    assertThat(file).hasBinaryContent(before);
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("scrappy-ddns.db", "scrappy-ddns.db.lock");
  }

  @Test
  void a_look_understands_every_name() {
    file = directory.resolve("a b#c%20&d=e.db");
    Database.open(url()).close();
    assertThat(DatabaseUrl.problemOfDatabase(url())).isEmpty();
  }

  @Test
  void a_newer_one_is_found_by_a_look() {
    try (Database database = Database.open(url())) {
      database.write(writing -> writing.update("UPDATE schema_version SET version = '2147483647'"));
      database.write(writing -> writing.update("UPDATE shared_number SET number = 2147483647"));
    }
    assertThat(looked()).contains("newer Scrappy DDNS");
  }

  @Test
  void a_server_that_is_away_is_found_by_a_look() {
    assertThat(DatabaseUrl.problemOfDatabase("jdbc:postgresql://127.0.0.1:1/d?password=planted"))
        .hasValueSatisfying(
            told -> assertThat(told).contains("PostgreSQL database d").doesNotContain("planted"));
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  /** What a start is told. */
  private String refusal() {
    DatabaseException refused =
        catchThrowableOfType(DatabaseException.class, () -> Database.open(url()).close());
    assertThat(refused).as("it was opened").isNotNull();
    return said(String.valueOf(refused.getMessage()));
  }

  /** What 'check' is told. */
  private String looked() {
    return said(DatabaseUrl.problemOfDatabase(url()).orElseThrow());
  }

  private static String said(String message) {
    if (!message.contains("is damaged")) {
      assertThat(message).doesNotContain("empty history");
    }
    return message;
  }
}
