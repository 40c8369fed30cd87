package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose name is a symbolic link: it is where the link leads, with all its files. */
class LinkedDatabaseTest {
  @TempDir Path directory;

  private Path data;
  private Path real;
  private Path link;

  @BeforeEach
  void link() throws IOException {
    Path state = Files.createDirectory(directory.resolve("state"));
    data = Files.createDirectory(directory.resolve("data"));
    real = data.resolve("real.db");
    Path between = Files.createSymbolicLink(data.resolve("between.db"), Path.of("real.db"));
    assertThat(between).isSymbolicLink();
    link =
        Files.createSymbolicLink(
            state.resolve("scrappy-ddns.db"), Path.of("../data").resolve("between.db"));
  }

  @Test
  void one_that_was_moved_behind_a_link_is_used_there() throws IOException {
    try (Database database = Database.open(url(real))) {
      add(database, "Home");
    }
    assertThat(DatabaseUrl.problemOfDatabase(url(link))).isEmpty();
    try (Database database = Database.open(url(link))) {
      add(database, "Office");
      assertThat(names(database)).containsExactly("Home", "Office");
      database.probe();
      assertThat(database.trouble()).isEmpty();
    }
    assertThat(link.resolveSibling("").toFile().list()).containsExactly("scrappy-ddns.db");
    assertThat(link).isSymbolicLink();
    assertThat(data.toFile().list())
        .containsExactlyInAnyOrder("between.db", "real.db", "real.db.lock");
  }

  @Test
  void one_that_is_not_there_yet_is_made_where_the_link_leads_for_its_owner_alone()
      throws IOException {
    assertThat(DatabaseUrl.problemOfDatabase(url(link))).isEmpty();
    try (Database database = Database.open(url(link))) {
      add(database, "Home");
      for (String suffix : new String[] {"", "-wal", "-shm", ".lock"}) {
        Path file = Path.of(real + suffix);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(suffix)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void two_names_have_one_lock() {
    try (Database database = Database.open(url(link))) {
      add(database, "Home");
      assertThatThrownBy(() -> Database.open(url(real)))
          .hasMessageContaining("in use by another running Scrappy DDNS");
    }
    try (Database database = Database.open(url(real))) {
      assertThat(names(database)).containsExactly("Home");
      assertThatThrownBy(() -> Database.open(url(link)))
          .hasMessageContaining("in use by another running Scrappy DDNS");
    }
  }

  @Test
  void what_is_gone_or_cut_is_put_back_where_the_link_leads() throws IOException {
    try (Database database = Database.open(url(link))) {
      add(database, "Home");
      Files.delete(real);
      database.probe();
      assertThat(database.trouble()).isEmpty();
      Files.write(Path.of(real + "-wal"), new byte[0]);
      database.probe();
      assertThat(database.trouble()).isEmpty();
      add(database, "Office");
    }
    assertThat(link).isSymbolicLink();
    try (Database database = Database.open(url(real))) {
      assertThat(names(database)).containsExactly("Home", "Office");
    }
  }

  @Test
  void a_link_that_leads_nowhere_is_refused_by_a_start_and_by_who_looks() throws IOException {
    Path circle = directory.resolve("circle.db");
    Files.createSymbolicLink(circle, Path.of("circle.db"));
    assertThatThrownBy(() -> Database.open(url(circle))).hasMessageContaining("leads nowhere");
    assertThat(DatabaseUrl.problem(url(circle)).orElseThrow()).contains("leads nowhere");

    Path lost = directory.resolve("lost.db");
    Files.createSymbolicLink(lost, Path.of("not/there.db"));
    assertThatThrownBy(() -> Database.open(url(lost))).hasMessageContaining("not does not exist");
    assertThat(DatabaseUrl.problemOfDatabase(url(lost)).orElseThrow())
        .contains("not does not exist");
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  private static void add(Database database, String name) {
    database.write(
        writing -> writing.update("INSERT INTO network (name, created_at) VALUES (?, 1)", name));
  }

  private static List<String> names(Database database) {
    return database.read(
        reading -> reading.list("SELECT name FROM network ORDER BY id", row -> row.getString(1)));
  }
}
