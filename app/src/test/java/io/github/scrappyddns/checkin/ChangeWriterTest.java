package io.github.scrappyddns.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the table and memory do not agree. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChangeWriterTest {
  private static final Network HOME = new Network(1, "Home");
  private static final Network OFFICE = new Network(2, "Office");

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final Timeline timeline = new Timeline();
  private Database database;
  private ChangeDetector detector;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    sql("INSERT INTO network (id, name, created_at) VALUES (1, 'Home', 0), (2, 'Office', 0)");
    detector = start();
  }

  @AfterEach
  void close() {
    detector.close();
    database.close();
  }

  @Test
  void a_commit_whose_answer_was_lost_is_not_forgotten() throws Exception {
    assertThat(seen(HOME, "203.0.113.7")).isEqualTo(CheckInResult.FIRST_SEEN);
    sql("ALTER TABLE event RENAME TO away");
    assertThatThrownBy(() -> seen(HOME, "203.0.113.8")).isInstanceOf(ExecutionException.class);
    sql("ALTER TABLE away RENAME TO event");
    // What a commit leaves whose answer never came.
    sql("UPDATE address SET address = '203.0.113.8' WHERE network_id = 1");
    assertThat(seen(HOME, "203.0.113.7")).isEqualTo(CheckInResult.CHANGED);
    assertThat(detector.held(HOME)).hasToString("[203.0.113.7]");
  }

  @Test
  void a_row_that_cannot_be_replaced_fails_its_caller_and_nobody_later() throws Exception {
    seen(HOME, "203.0.113.7");
    if (kind == TestDatabase.SQLITE) {
      sql("CREATE TRIGGER stuck BEFORE UPDATE ON address BEGIN SELECT RAISE(IGNORE); END");
    } else {
      sql("CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
      sql("CREATE TRIGGER stuck BEFORE UPDATE ON address FOR EACH ROW EXECUTE FUNCTION skip()");
    }
    assertThatThrownBy(() -> seen(HOME, "203.0.113.8"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("will not replace an address");
    assertThat(seen(OFFICE, "203.0.113.9")).isEqualTo(CheckInResult.FIRST_SEEN);
  }

  @Test
  void a_stored_prefix_is_one_whatever_its_length() throws Exception {
    sql(
        "INSERT INTO address (network_id, family, address, since, last_seen)"
            + " VALUES (1, 60, '2001:db8::/0', 5, 5)");
    detector.close();
    detector = start();
    assertThat(detector.held(HOME)).hasToString("[2001:db8::/0]");
    PublicAddress prefix = PublicAddress.parseWithLength("2001:db9::/56").orElseThrow();
    assertThat(seen(HOME, prefix)).isEqualTo(CheckInResult.CHANGED);
    List<Event> events = database.read(reading -> timeline.of(reading, 1));
    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.previous()).hasToString("2001:db8::/0"));
  }

  private ChangeDetector start() {
    Outbox outbox = new Outbox(List.of(), Duration.ZERO);
    ChangeDetector started =
        new ChangeDetector(database, timeline, outbox, 64, new HandClock(), () -> {});
    started.start();
    return started;
  }

  private CheckInResult seen(Network network, String address) throws Exception {
    return seen(network, PublicAddress.parse(address).orElseThrow());
  }

  private CheckInResult seen(Network network, PublicAddress address) throws Exception {
    CompletableFuture<CheckInResult> answer =
        detector.checkIn(new CheckIn(network, List.of(new Sighting(address, true))));
    return answer.get(20, TimeUnit.SECONDS);
  }

  private void sql(String statement) {
    database.write(writing -> writing.update(statement));
  }
}
