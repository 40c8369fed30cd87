package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.History;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What of the timeline is forgotten, and what is not. Event 1 of a network is its oldest. */
@Tag("slow")
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HistoryTest {
  private static final String PHONE = "phone";
  private static final Duration KEPT = Duration.ofDays(400);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int LAST = 600;
  private static final int ROUNDS_OF_AN_HOUR = 60;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Timeline timeline = new Timeline();
  private Database database;
  private StoredOutbox outbox;
  private History history;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    SeededNetworks.storeNumbered(database, 3);
    SeededNetworks.store(database, new Network(LAST, "Last"));
    outbox = StoredOutbox.to(database, PHONE);
    history = new History(database, timeline, KEPT, clock);
    happened(LAST, 9_000_000, 1, Duration.ZERO);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_is_older_than_the_history_is_forgotten_and_nothing_else() {
    happened(1, 1, 3, KEPT.plus(DAY));
    happened(1, 11, 2, KEPT.minus(DAY));
    happened(2, 21, 1, KEPT.plus(DAY));
    happened(3, 31, 1, Duration.ZERO);
    pruneForAnHour();
    assertThat(kept(1)).containsExactly(11L, 12L);
    assertThat(kept(2)).isEmpty();
    assertThat(kept(3)).containsExactly(31L);
  }

  @Test
  void the_newest_ten_thousand_of_a_network_are_kept() {
    happened(1, 1, History.MOST, Duration.ZERO);
    happened(2, 20_001, History.MOST + 700, Duration.ZERO);
    happened(3, 40_001, 5, Duration.ZERO);
    pruneForAnHour();
    assertThat(kept(1)).hasSize(History.MOST);
    assertThat(kept(2)).hasSize(History.MOST).startsWith(20_701L);
    assertThat(kept(3)).hasSize(5);
  }

  @Test
  void what_a_channel_is_owed_is_kept_however_old_and_much_it_is() {
    happened(1, 1, History.MOST + 20, KEPT.plus(DAY));
    long last = History.MOST + 20;
    outbox.owe(1, 8, StoredOutbox.NOW);
    outbox.owe(1, last, StoredOutbox.NOW);
    pruneForAnHour();
    assertThat(kept(1)).hasSize(History.MOST + 13).startsWith(8L).endsWith(last);
    outbox.pay(outbox.claim(PHONE, StoredOutbox.NOW).orElseThrow(), StoredOutbox.NOW);
    pruneForAnHour();
    assertThat(kept(1)).isEmpty();
  }

  @Test
  void what_nobody_is_owed_is_forgotten_behind_a_debt_that_waits_for_its_channel() {
    happened(1, 1, 9, KEPT.plus(DAY));
    StoredOutbox.to(database, "gone").owe(1, 4, StoredOutbox.NOW);
    pruneForAnHour();
    assertThat(kept(1)).containsExactly(4L);
  }

  @Test
  void a_round_takes_a_small_part_and_the_next_goes_on() {
    pruneForAnHour();
    happened(1, 40_001, 20_000, KEPT.plus(DAY));
    clock.advance(Duration.ofMinutes(4));
    history.prune();
    assertThat(kept(1)).hasSize(20_000);
    clock.advance(Duration.ofMinutes(4));
    history.prune();
    assertThat(kept(1)).hasSize(10_000);
    history.prune();
    assertThat(kept(1)).isEmpty();
  }

  @Test
  void many_networks_with_few_events_are_all_seen() {
    for (int network = 4; network < LAST; network++) {
      SeededNetworks.store(database, new Network(network, "Network " + network));
      happened(network, network * 10L, 2, network % 3 == 0 ? KEPT.plus(DAY) : DAY);
    }
    pruneForAnHour();
    for (int network = 4; network < LAST; network++) {
      assertThat(kept(network)).as("network %d", network).hasSize(network % 3 == 0 ? 0 : 2);
    }
  }

  @Test
  void a_clock_that_jumps_ahead_for_a_while_makes_nothing_old() {
    happened(1, 1, 3, DAY);
    pruneForAnHour();
    clock.advance(Duration.ofDays(3653));
    for (int round = 0; round < ROUNDS_OF_AN_HOUR - 1; round++) {
      history.prune();
      clock.advance(Duration.ofMinutes(1));
    }
    clock.advance(Duration.ofDays(-3653));
    pruneForAnHour();
    assertThat(kept(1)).hasSize(3);
  }

  @Test
  void the_newest_of_all_is_kept_so_that_no_number_is_given_twice() {
    happened(1, 9_000_001, 2, KEPT.plus(DAY));
    pruneForAnHour();
    assertThat(kept(1)).containsExactly(9_000_002L);
  }

  private void pruneForAnHour() {
    for (int round = 0; round <= ROUNDS_OF_AN_HOUR + 12; round++) {
      history.prune();
      clock.advance(Duration.ofMinutes(1));
    }
  }

  /** Stores so many events of a network, numbered from the first, all at one time before now. */
  private void happened(long network, long first, long count, Duration before) {
    database.write(
        writing ->
            writing.update(
                "WITH RECURSIVE number (i) AS (SELECT CAST(? AS BIGINT)"
                    + " UNION ALL SELECT i + 1 FROM number WHERE i < ?)"
                    + " INSERT INTO event (id, network_id, kind, family, current, at)"
                    + " SELECT i, ?, 'CHANGED', 4, '203.0.113.7', ? FROM number",
                first,
                first + count - 1,
                network,
                clock.instant().minus(before).toEpochMilli()));
  }

  private List<Long> kept(long network) {
    return database.read(reading -> timeline.of(reading, network)).stream().map(Event::id).toList();
  }
}
