package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.OFFICE;
import static io.github.scrappyddns.checkin.TwoNetworks.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Check-ins that cannot be stored for a reason of their own, among others that can. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UnfitCheckInTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private TwoNetworks networks;

  private final List<CompletableFuture<CheckInResult>> ofHome = new ArrayList<>();
  private final List<CompletableFuture<CheckInResult>> ofOffice = new ArrayList<>();

  @BeforeEach
  void open() {
    networks = new TwoNetworks(kind.open(directory));
  }

  @AfterEach
  void close() {
    networks.close();
  }

  @Test
  void a_network_that_is_not_in_the_table_any_more_costs_no_other_its_answer() throws Exception {
    networks.sql("DELETE FROM network WHERE id = 1");
    try (CapturedLog log = new CapturedLog(ChangeWriter.class)) {
      callTogether(30);
      assertThatOfficeIsStoredAndHomeIsNot(30);
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("ERROR Home: a check-in could not be stored"))
          .noneMatch(line -> line.startsWith("ERROR Office"));
    }
    assertThat(networks.database().trouble()).isEmpty();
  }

  @Test
  void a_row_that_cannot_be_replaced_costs_no_other_network_its_answer() throws Exception {
    networks.checkIn(HOME, sighting("203.0.113.1", true)).get();
    String stuck = "CREATE TRIGGER stuck BEFORE UPDATE ON address ";
    if (kind == TestDatabase.SQLITE) {
      networks.sql(stuck + "WHEN OLD.network_id = 1 BEGIN SELECT RAISE(IGNORE); END");
    } else {
      networks.sql(
          "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
      networks.sql(stuck + "FOR EACH ROW WHEN (OLD.network_id = 1) EXECUTE FUNCTION skip()");
    }
    callTogether(10);
    assertThatOfficeIsStoredAndHomeIsNot(10);
    assertThat(networks.detector().held(HOME).join()).hasToString("[203.0.113.1]");
  }

  @Test
  void what_the_database_cannot_store_is_tried_once() throws Exception {
    networks.sql("ALTER TABLE event RENAME TO away");
    long before = networks.database().transactions();
    callTogether(50);
    for (CompletableFuture<CheckInResult> answer : ofOffice) {
      assertThat(answer).failsWithin(PATIENCE);
    }
    // The one that held the others up, those that came before and together, and "last seen".
    assertThat(networks.database().transactions() - before).isLessThan(8);
  }

  /** Has both networks call while the database is busy, so that they are stored together. */
  private void callTogether(int times) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                networks
                    .database()
                    .write(
                        writing -> {
                          busy.countDown();
                          try {
                            free.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return null;
                        }));
    other.start();
    busy.await();
    for (int i = 0; i < times; i++) {
      ofOffice.add(networks.checkIn(OFFICE, sighting("198.51.100." + i, true)));
      ofHome.add(networks.checkIn(HOME, sighting("203.0.113." + (100 + i), true)));
    }
    free.countDown();
    other.join();
  }

  private void assertThatOfficeIsStoredAndHomeIsNot(int times) {
    for (CompletableFuture<CheckInResult> answer : ofOffice) {
      assertThat(answer).succeedsWithin(PATIENCE);
    }
    for (CompletableFuture<CheckInResult> answer : ofHome) {
      assertThat(answer).failsWithin(PATIENCE);
    }
    assertThat(networks.events(OFFICE)).hasSize(times);
    // Calls that do not wait for each other's answer are in no order.
    List<Event> events = networks.events(OFFICE);
    assertThat(networks.detector().held(OFFICE).join())
        .containsExactly(events.get(events.size() - 1).current());
  }
}
