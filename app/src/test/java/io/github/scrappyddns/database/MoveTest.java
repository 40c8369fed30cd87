package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
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
class MoveTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Map<String, List<String>> rows;

  @BeforeEach
  void fill() {
    url = kind.freshUrl(directory);
    try (Database database = Database.open(url)) {
      FilledDatabase.fill(database);
      rows = FilledDatabase.rows(database);
    }
  }

  @Test
  void everything_moves_to_either_kind_and_new_numbers_go_on_behind() {
    for (TestDatabase other : TestDatabase.values()) {
      String to = other.freshUrl(directory);
      assertThat(Move.run(url, to)).isEqualTo(FilledDatabase.CONTENTS);
      try (Database moved = Database.open(to);
          Database old = Database.open(url)) {
        assertThat(FilledDatabase.rows(moved)).isEqualTo(rows);
        assertThat(FilledDatabase.rows(old)).isEqualTo(rows);
        assertThat(FilledDatabase.numberOfNewNetwork(moved)).isEqualTo(8);
      }
    }
  }

  @Test
  void a_service_that_runs_is_not_moved() {
    String to = TestDatabase.SQLITE.freshUrl(directory);
    try (Database running = Database.open(url)) {
      assertThatThrownBy(() -> Move.run(url, to))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in use by another running Scrappy DDNS");
      assertThat(running.contents()).isEqualTo(FilledDatabase.CONTENTS);
    }
  }

  @Test
  void a_database_that_holds_networks_is_not_moved_to() {
    String to = TestDatabase.SQLITE.freshUrl(directory);
    try (Database database = Database.open(to)) {
      FilledDatabase.numberOfNewNetwork(database);
    }
    assertThatThrownBy(() -> Move.run(url, to))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("holds 1 network,")
        .hasMessageContaining("move to an empty database");
    assertThatThrownBy(() -> Move.run(url, url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("is the current database");
    try (Database database = Database.open(to)) {
      assertThat(database.contents().networks()).isEqualTo(1);
    }
  }

  @Test
  void what_was_never_used_cannot_be_moved_and_is_not_made() {
    String unused = kind.freshUrl(directory);
    String to = TestDatabase.SQLITE.freshUrl(directory);
    List<String> before = List.of(directory.toFile().list());
    assertThatThrownBy(() -> Move.run(unused, to))
        .isInstanceOf(DatabaseException.class)
        .hasMessageMatching(".*(does not exist or is empty|holds no tables of Scrappy DDNS).*");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
  }
}
