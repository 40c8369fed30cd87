package io.github.scrappyddns.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is found silent, and when, on both databases. */
class SilenceWatchTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** More than it takes on either database until a call is known. */
  private static final Duration LAG = Duration.ofSeconds(45);

  @TempDir Path directory;

  private final List<ListeningService> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(ListeningService::close);
  }

  private ListeningService open(TestDatabase kind, Rules rules, String... names)
      throws IOException {
    ListeningService service =
        new ListeningService(directory, kind.freshUrl(directory), rules, names);
    service.look();
    service.call(names);
    service.tellAll();
    opened.add(service);
    return service;
  }

  private static Rules all(Duration time) {
    return new SilentAfter(Optional.of(time), Map.of());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_has_not_called_for_too_long_is_told_once_and_its_return_too(TestDatabase kind)
      throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    Instant last = service.clock.instant();
    service.listen(QUARTER, "Office");
    assertThat(service.told()).isEmpty();
    service.listen(LAG, "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
    assertThat(service.debts()).isEqualTo(1);
    service.listen(QUARTER.multipliedBy(3), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");

    Event silent = service.events("Home").get(1);
    assertThat(silent.kind()).isEqualTo(Event.Kind.SILENT);
    assertThat(silent.previousSince()).isEqualTo(last);
    assertThat(silent.current()).hasToString("203.0.113.1");

    service.call("Home");
    service.listen(LAG, "Office");
    assertThat(service.told()).containsExactly("Home SILENT", "Home BACK");
    assertThat(service.events("Home").get(2).previousSince()).isEqualTo(last);
    service.listen(QUARTER, "Home", "Office");
    assertThat(service.told()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_comes_back_elsewhere_is_back_and_has_moved(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.listen(QUARTER.plus(LAG), "Office");
    service.callFrom("Home", "198.51.100.7");
    service.listen(LAG, "Office");
    assertThat(service.events("Home").stream().map(Event::kind))
        .containsExactly(
            Event.Kind.FIRST_SEEN, Event.Kind.SILENT, Event.Kind.CHANGED, Event.Kind.BACK);
    assertThat(service.events("Home").get(3).current()).hasToString("198.51.100.7");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void times_may_be_set_by_name_and_the_others_are_not_watched(TestDatabase kind)
      throws IOException {
    Rules rules =
        new SilentAfter(
            Optional.empty(), Map.of("Home", Duration.ofHours(1), "Office", Duration.ofMinutes(5)));
    ListeningService service = open(kind, rules, "Home", "Office", "Cabin");
    service.listen(Duration.ofMinutes(6));
    assertThat(service.told()).containsExactly("Office SILENT");
    service.listen(Duration.ofMinutes(56));
    assertThat(service.told()).containsExactly("Office SILENT", "Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void before_its_first_call_nobody_misses_a_network(TestDatabase kind) throws IOException {
    ListeningService service =
        new ListeningService(directory, kind.freshUrl(directory), all(QUARTER), "Home");
    opened.add(service);
    service.listen(QUARTER.multipliedBy(2));
    assertThat(service.told()).isEmpty();
    service.call("Home");
    service.listen(QUARTER.plus(LAG).plus(QUARTER));
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_restart_gives_the_full_time_anew_and_forgets_no_silence(TestDatabase kind)
      throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.listen(QUARTER.minusMinutes(1));
    service.pass(Duration.ofHours(3));
    service.restart();
    service.listen(QUARTER.minusMinutes(1), "Office");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
    service.restart();
    service.listen(QUARTER.plus(LAG), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
    service.call("Home");
    service.restart();
    assertThat(service.told()).containsExactly("Home SILENT", "Home BACK");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_pause_of_the_process_is_nobodys_silence(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.pass(Duration.ofHours(1));
    service.look();
    service.listen(QUARTER.minusSeconds(1));
    assertThat(service.told()).isEmpty();
    service.listen(LAG.plusSeconds(1), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_short_pause_counts_where_the_time_is_short(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(Duration.ofSeconds(2)), "Home");
    service.pass(Duration.ofSeconds(4));
    service.look();
    assertThat(service.told()).isEmpty();
    service.listen(LAG);
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_clock_set_ahead_makes_nobody_silent(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.listen(Duration.ofMinutes(1), "Home", "Office");
    service.setClock(Duration.ofHours(5));
    service.listen(QUARTER.minusMinutes(1), "Office");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_clock_set_back_hides_no_silence_and_no_return(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.listen(Duration.ofMinutes(1), "Home", "Office");
    service.setClock(Duration.ofDays(-2));
    service.listen(QUARTER.minusMinutes(1), "Office");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
    service.call("Home");
    service.listen(LAG, "Office");
    assertThat(service.told()).containsExactly("Home SILENT", "Home BACK");
    service.setClock(Duration.ofDays(2));
    service.listen(QUARTER, "Home", "Office");
    assertThat(service.told()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_gets_the_duty_gives_the_full_time(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.onDuty = false;
    service.listen(QUARTER.multipliedBy(2));
    service.onDuty = true;
    service.listen(QUARTER.minusMinutes(1), "Office");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_is_watched_from_now_on_has_the_full_time_from_now_on(TestDatabase kind)
      throws IOException {
    ListeningService service =
        open(kind, new SilentAfter(Optional.empty(), Map.of("Cabin", QUARTER)), "Home", "Cabin");
    service.listen(Duration.ofHours(2), "Cabin");
    service.rules(all(QUARTER));
    service.listen(QUARTER.minusMinutes(1), "Cabin");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Cabin");
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_is_paused_neither_falls_silent_nor_comes_back(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office", "Cabin");
    service.listen(QUARTER.plus(LAG), "Office", "Cabin");
    assertThat(service.told()).containsExactly("Home SILENT");
    service.paused.add("Home");
    service.paused.add("Cabin");
    service.call("Home");
    service.listen(QUARTER.plus(LAG), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
    service.paused.clear();
    service.listen(LAG, "Office");
    assertThat(service.told()).containsExactly("Home SILENT", "Home BACK");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void while_nothing_can_be_stored_nobody_is_judged(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, all(QUARTER), "Home", "Office");
    service.listen(QUARTER.minusMinutes(1));
    // As a failed commit does: what is to be stored is refused.
    service.database.write(writing -> writing.update("ALTER TABLE silence RENAME TO elsewhere"));
    service.listen(QUARTER.minusMinutes(1), "Office");
    service.database.write(writing -> writing.update("ALTER TABLE elsewhere RENAME TO silence"));
    assertThat(service.failedLooks).isPositive();
    service.listen(QUARTER.minusMinutes(1), "Office");
    assertThat(service.told()).isEmpty();
    service.listen(Duration.ofMinutes(2), "Office");
    assertThat(service.told()).containsExactly("Home SILENT");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_process_that_watches_nobody_asks_for_nothing(TestDatabase kind) throws IOException {
    ListeningService service = open(kind, new SilentAfter(Optional.empty(), Map.of()), "Home");
    service.listen(Duration.ofSeconds(2));
    long statements = service.database.statements();
    service.listen(Duration.ofMinutes(2));
    assertThat(service.database.statements()).isEqualTo(statements);
  }
}
