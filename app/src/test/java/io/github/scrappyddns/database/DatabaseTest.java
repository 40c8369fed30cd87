package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;
  private Database database;

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    database = Database.open(url);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_was_written_is_there_after_a_restart() {
    addNetwork("Home");
    database.close();
    database = Database.open(url);
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void work_that_fails_leaves_nothing_behind() {
    assertThatThrownBy(
            () ->
                database.write(
                    writing -> {
                      SeededNetworks.add(writing, "Home");
                      throw new IllegalStateException("half-way");
                    }))
        .hasMessage("half-way");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_statement_that_fails_takes_its_whole_transaction_with_it() {
    assertThatThrownBy(
            () ->
                database.write(
                    writing -> {
                      SeededNetworks.add(writing, "Home");
                      return writing.update(
                          "INSERT INTO token (digest, network_id) VALUES ('x', -1)");
                    }))
        .isInstanceOf(DatabaseException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void trouble_is_known_until_a_write_succeeds_again() {
    assertThat(database.trouble()).isEmpty();
    assertThatThrownBy(
            () -> database.write(writing -> writing.update("INSERT INTO nowhere VALUES (1)")))
        .isInstanceOf(DatabaseException.class);
    assertThat(database.trouble()).isPresent();
    database.probe();
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_database_that_cannot_be_read_is_in_trouble_until_it_can() {
    assertThatThrownBy(
            () -> database.read(reading -> reading.list("SELECT x FROM nowhere", row -> 1)))
        .isInstanceOf(DatabaseException.class);
    addNetwork("Home");
    assertThat(database.trouble()).isPresent();
    database.probe();
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_healthy_database_is_not_probed() {
    long before = database.transactions();
    database.probe();
    assertThat(database.transactions()).isEqualTo(before);
  }

  @Test
  void a_newer_schema_that_was_only_added_to_is_used_as_it_is() {
    addNetwork("Home");
    database.write(
        writing ->
            writing.update(
                "INSERT INTO schema_version (installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success)"
                    + " VALUES (99, '99', 'later', 'SQL', 'V99.sql', 'x', 0, true)"));
    database.write(writing -> writing.update("ALTER TABLE network ADD COLUMN later TEXT"));
    database.close();
    database = Database.open(url);
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void who_must_be_alone_is_kept_out_and_told_why() {
    assertThatThrownBy(() -> Database.openAlone(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("in use by another running Scrappy DDNS");
    addNetwork("Home");
    assertThat(names()).containsExactly("Home");
  }

  @Test
  void a_second_process_is_kept_out_where_the_first_has_the_database_for_itself() {
    if (database.isShared()) {
      try (Database second = Database.open(url)) {
        second.write(writing -> SeededNetworks.add(writing, "Home"));
        assertThat(names()).containsExactly("Home");
        assertThat(database.livingInstances())
            .containsExactlyInAnyOrder((long) database.instance(), (long) second.instance());
      }
      Await.until(
          "the server has ended the connection",
          () -> database.livingInstances().equals(Set.of((long) database.instance())));
    } else {
      assertThatThrownBy(() -> Database.open(url))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in use by another running Scrappy DDNS");
    }
  }

  @Test
  void who_is_alone_lets_nobody_in() {
    database.close();
    try (Database alone = Database.openAlone(url)) {
      assertThatThrownBy(() -> Database.open(url))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("is in use by");
      assertThat(alone.contents().networks()).isZero();
    }
    database = Database.open(url);
  }

  @Test
  void a_newer_schema_is_refused_and_left_alone() {
    database.write(
        writing ->
            writing.update(
                "INSERT INTO schema_version (installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success)"
                    + " VALUES (99, '99', 'later', 'SQL', 'V99.sql', 'x', 0, true)"));
    database.write(
        writing ->
            writing.update("UPDATE shared_number SET number = 99 WHERE name = 'least schema'"));
    database.close();
    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer Scrappy DDNS (schema 99")
        .hasMessageContaining("Nothing was changed");
  }

  @Test
  void a_reader_does_not_wait_for_a_writer() {
    List<String> seen =
        database.write(
            writing -> {
              SeededNetworks.add(writing, "Home");
              return database.read(
                  reading -> reading.list("SELECT name FROM network", row -> row.getString(1)));
            });
    assertThat(seen).isEmpty();
  }

  @Test
  void an_idle_writer_keeps_nobody_out() throws SQLException {
    addNetwork("Home");
    try (OwnConnection other = new OwnConnection(url)) {
      Network added = other.write(writing -> SeededNetworks.add(writing, "Office"));
      assertThat(added.id()).isEqualTo(2);
    }
    addNetwork("Cabin");
    assertThat(names()).containsExactly("Home", "Office", "Cabin");
  }

  private void addNetwork(String name) {
    database.write(writing -> SeededNetworks.add(writing, name));
  }

  private List<String> names() {
    return database.read(
        reading -> reading.list("SELECT name FROM network", row -> row.getString(1)));
  }
}
