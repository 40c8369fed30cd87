package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.Database;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that is met while the service runs: no change is acknowledged beside it. */
class DamagedDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PAGE = 4096;

  @TempDir Path directory;

  private Path file;
  private TwoNetworks networks;
  private byte[] sound = new byte[0];

  @BeforeEach
  void fill() {
    file = directory.resolve("scrappy-ddns.db");
    String url = "jdbc:sqlite:" + file;
    try (Database database = Database.open(url)) {
      database.write(writing -> writing.update("CREATE TABLE ballast (content)"));
      for (int i = 0; i < 300; i++) {
        database.write(
            writing -> writing.update("INSERT INTO ballast VALUES (hex(randomblob(1000)))"));
      }
    }
    networks = new TwoNetworks(Database.open(url));
    assertThat(call("203.0.113.1")).succeedsWithin(PATIENCE);
  }

  @AfterEach
  void close() {
    networks.close();
  }

  @Test
  void a_change_is_not_acknowledged_beside_damage() throws IOException {
    damage();
    assertThatThrownBy(this::readAll).hasMessageContaining("malformed");
    assertRefused();
    // Something that can still be read is no proof.
    assertThat(networks.events(HOME)).hasSize(1);
    assertRefused();
    networks.database().probe();
    assertRefused();
    networks.database().probe();
    assertRefused();
  }

  @Test
  void damage_that_is_not_found_again_is_forgotten() throws IOException {
    damage();
    assertThatThrownBy(this::readAll).hasMessageContaining("malformed");
    assertRefused();
    writeLastPages(sound);
    networks.database().probe();
    assertThat(networks.database().trouble()).isEmpty();
    assertThat(call("203.0.113.3")).succeedsWithin(PATIENCE);
  }

  private void assertRefused() {
    assertThat(networks.database().trouble()).contains("the database is damaged");
    assertThat(call("203.0.113.2"))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("is damaged");
    assertThat(networks.detector().held(HOME).join()).hasToString("[203.0.113.1]");
  }

  private CompletableFuture<CheckInResult> call(String address) {
    return networks.checkIn(HOME, sighting(address, true));
  }

  private long readAll() {
    return networks
        .database()
        .read(
            reading ->
                reading
                    .first("SELECT sum(length(content)) FROM ballast", row -> row.getLong(1))
                    .orElseThrow());
  }

  private void damage() throws IOException {
    sound = new byte[50 * PAGE];
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      open.seek(open.length() - sound.length);
      open.readFully(sound);
    }
    byte[] noise = new byte[sound.length];
    Arrays.fill(noise, (byte) 0xa5);
    writeLastPages(noise);
  }

  private void writeLastPages(byte[] content) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length() - content.length);
      open.write(content);
    }
  }
}
