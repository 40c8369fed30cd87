package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.SeededNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a database in a file can meet. */
class SqliteTest {
  @TempDir Path directory;

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
    Path file = directory.resolve("scrappy-ddns.db");
    Files.writeString(file, "this is no database, but it is long enough to look at".repeat(200));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("restore a backup");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void a_damaged_page_is_found_at_the_start() throws IOException {
    Path file = directory.resolve("scrappy-ddns.db");
    try (Database database = Database.open("jdbc:sqlite:" + file)) {
      database.write(
          writing -> {
            for (int i = 0; i < 1000; i++) {
              SeededNetworks.add(writing, "Network number " + i);
            }
            return null;
          });
    }
    byte[] content = Files.readAllBytes(file);
    for (int i = content.length - 3 * 4096; i < content.length; i++) {
      content[i] = (byte) 0xa5;
    }
    Files.write(file, content);
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("damaged");
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void a_newer_schema_is_refused_and_not_a_byte_of_its_file_changes() throws IOException {
    Path file = directory.resolve("scrappy-ddns.db");
    try (Database database = Database.open("jdbc:sqlite:" + file)) {
      database.write(writing -> writing.update("UPDATE schema_version SET version = '2147483647'"));
      database.write(writing -> writing.update("UPDATE shared_number SET number = 2147483647"));
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer Scrappy DDNS (schema 2147483647");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void a_clean_stop_leaves_one_file_and_the_lock() {
    Path file = directory.resolve("scrappy-ddns.db");
    try (Database database = Database.open("jdbc:sqlite:" + file)) {
      database.read(reading -> reading.list("SELECT id FROM network", row -> row.getLong(1)));
      assertThat(directory.resolve("scrappy-ddns.db-wal")).exists();
    }
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("scrappy-ddns.db", "scrappy-ddns.db.lock");
  }

  @Test
  void every_commit_waits_for_the_disk() {
    try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("a.db"))) {
      Optional<Integer> synchronous =
          database.write(writing -> writing.first("PRAGMA synchronous", row -> row.getInt(1)));
      Optional<String> journal =
          database.write(writing -> writing.first("PRAGMA journal_mode", row -> row.getString(1)));
      assertThat(synchronous).contains(2);
      assertThat(journal).contains("wal");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x", "jdbc:mysql://h/d"})
  void a_url_that_cannot_keep_a_promise_is_refused(String url) {
    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void a_directory_that_does_not_exist_is_named() {
    Path file = directory.resolve("nowhere/scrappy-ddns.db");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void the_newest_version_is_that_of_the_last_migration() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(Schema.class.getResource("migrations")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("V\\d+__\\w+\\.sql"))
          .hasSize(Schema.NEWEST)
          .anyMatch(name -> name.startsWith("V" + Schema.NEWEST + "__"));
    }
    try (InputStream first = Schema.class.getResourceAsStream("migrations/V1__tables.sql")) {
      assertThat(first).isNotEmpty();
    }
  }
}
