package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders about channels that reach another instance late. */
class MissedOrdersTest {
  private static final Network HOME = new Network(1, "Home");
  private static final String URL = "ntfys://ntfy.sh/a-very-secret-topic";

  @TempDir Path directory;

  private SteeredChannels here;
  private SteeredChannels there;

  @BeforeEach
  void open() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    Path key = directory.resolve("secret.key");
    here = new SteeredChannels(url, key, true, new ScriptedChannel("log")).withNetworks(HOME);
    there = new SteeredChannels(url, key, true, new ScriptedChannel("log"));
  }

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  private void sql(String statement) {
    here.database.write(writing -> writing.update(statement));
  }

  @Test
  void a_look_that_could_not_read_them_does_not_count() {
    here.book.add(URL, "Phone", "");
    sql("ALTER TABLE channel RENAME COLUMN sealed TO away");
    assertThatThrownBy(there.book::look).isInstanceOf(DatabaseException.class);
    sql("ALTER TABLE channel RENAME COLUMN away TO sealed");
    there.book.look();
    assertThat(there.names()).containsExactly("Phone");
  }

  @Test
  void what_the_log_was_owed_until_then_is_handed_over_too() {
    there.owe(new OwedEvent(HOME, 5));
    here.book.add(URL, "Phone", "");
    assertThat(owed("Phone")).isEqualTo(5);
    there.owe(new OwedEvent(HOME, 6));
    assertThat(owed("Phone")).isEqualTo(5);
    there.book.look();
    assertThat(owed("Phone")).isEqualTo(6);
  }

  private long owed(String channel) {
    return here.database.<Long>read(
        reading ->
            reading
                .first(
                    "SELECT owed_event FROM delivery WHERE channel = ?",
                    row -> row.getLong(1),
                    channel)
                .orElse(0L));
  }
}
