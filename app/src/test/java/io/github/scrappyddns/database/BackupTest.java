package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
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
class BackupTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;
  @TempDir Path backups;

  private String url;
  private Database database;

  @BeforeEach
  void open() {
    url = kind.freshUrl(directory);
    database = Database.open(url);
    FilledDatabase.fill(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void it_holds_every_row_of_a_database_in_use_in_one_file_for_its_owner() throws IOException {
    Path file = backups.resolve("scrappy.backup");
    assertThat(Backup.write(url, file)).isEqualTo(FilledDatabase.CONTENTS);
    assertThat(backups.toFile().list()).containsExactly("scrappy.backup");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Database backup = Database.open(DatabaseUrl.ofFile(file))) {
      assertThat(FilledDatabase.rows(backup)).isEqualTo(FilledDatabase.rows(database));
    }
  }

  @Test
  void it_waits_for_no_writer_and_leaves_out_what_is_not_committed() {
    Contents contents =
        database.write(
            writing -> {
              SeededNetworks.add(writing, "Half");
              return Backup.write(url, backups.resolve("backup.db"));
            });
    assertThat(contents).isEqualTo(FilledDatabase.CONTENTS);
  }

  @Test
  void it_is_one_moment_while_changes_go_on() throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger made = new AtomicInteger();
    CountDownLatch going = new CountDownLatch(20);
    Thread changes =
        new Thread(
            () -> {
              while (!enough.get()) {
                database.write(BackupTest::addNetworkWithToken);
                made.incrementAndGet();
                going.countDown();
              }
            });
    changes.start();
    try {
      assertThat(going.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 3; i++) {
        int before = made.get();
        Path file = backups.resolve(i + ".db");
        Backup.write(url, file);
        try (Database backup = Database.open(DatabaseUrl.ofFile(file))) {
          long networks = count(backup, "network WHERE name = 'Both'");
          assertThat(networks).isGreaterThanOrEqualTo(before);
          assertThat(count(backup, "token WHERE digest LIKE 'both-%'")).isEqualTo(networks);
          assertThat(count(backup, "service WHERE probed = 41 + " + networks)).isEqualTo(1);
        }
      }
    } finally {
      enough.set(true);
      changes.join();
    }
  }

  private static int addNetworkWithToken(Transaction writing) {
    long id = SeededNetworks.add(writing, "Both").id();
    writing.update("INSERT INTO token (digest, network_id) VALUES (?, ?)", "both-" + id, id);
    return writing.update("UPDATE service SET probed = probed + 1");
  }

  private static long count(Database database, String rows) {
    return database
        .read(reading -> reading.first("SELECT COUNT(*) FROM " + rows, row -> row.getLong(1)))
        .orElseThrow();
  }

  @Test
  void a_file_that_is_there_is_not_replaced() throws IOException {
    Path file = Files.writeString(backups.resolve("precious"), "precious");
    assertThatThrownBy(() -> Backup.write(url, file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("already exists");
    assertThat(file).hasContent("precious");
    assertThat(backups.toFile().list()).containsExactly("precious");
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    assertThatThrownBy(() -> Backup.write(url, backups.resolve("nowhere/backup.db")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("Cannot write in " + backups.resolve("nowhere"));
  }

  @Test
  void a_copy_that_fails_half_way_leaves_no_file() {
    database.write(writing -> writing.update("ALTER TABLE service RENAME COLUMN probed TO other"));
    assertThatThrownBy(() -> Backup.write(url, backups.resolve("backup.db")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("Cannot back up")
        .hasMessageContaining("probed");
    assertThat(backups.toFile().list()).isEmpty();
  }

  @Test
  void a_database_that_was_never_used_makes_no_backup_and_is_not_made() {
    String unused = kind.freshUrl(directory);
    List<String> before = List.of(directory.toFile().list());
    assertThatThrownBy(() -> Backup.write(unused, backups.resolve("backup.db")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageMatching(".*(does not exist or is empty|holds no tables of Scrappy DDNS).*");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(backups.toFile().list()).isEmpty();
  }
}
