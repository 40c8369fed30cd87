package io.github.scrappyddns.silence;

import static io.github.scrappyddns.silence.ListeningService.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Many that fall silent within five minutes. */
class CommonFallsTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration LAG = Duration.ofSeconds(45);

  @TempDir Path directory;

  private final List<ListeningService> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(ListeningService::close);
  }

  private ListeningService open(TestDatabase kind, Duration time, int networks) throws IOException {
    ListeningService service =
        new ListeningService(
            directory,
            kind.freshUrl(directory),
            new SilentAfter(Optional.of(time), Map.of()),
            names(networks));
    service.look();
    if (networks < 1_000) {
      service.call(names(networks));
      service.tellAll();
    }
    opened.add(service);
    return service;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_falls_with_most_is_told_by_one_alert_and_so_is_the_return(TestDatabase kind)
      throws IOException {
    ListeningService service = open(kind, QUARTER, 5);
    service.listen(QUARTER.plus(LAG), "Net 4", "Net 5");
    assertThat(service.told())
        .containsExactlyInAnyOrder("Net 1 SILENT", "Net 2 SILENT", "Net 3 SILENT");
    assertThat(service.debts()).isZero();
    assertThat(service.notices()).hasSize(1);
    assertThat(service.notices().get(0))
        .startsWith("3 of 5 networks fell silent at about 2026-03-10 12:15 Z: probably this")
        .endsWith("Net 1, Net 2, Net 3");

    service.call("Net 1", "Net 2");
    service.listen(LAG, "Net 4", "Net 5");
    assertThat(service.notices().get(0)).contains("fell silent at");
    service.call("Net 3");
    service.listen(LAG, "Net 4", "Net 5");
    assertThat(service.debts()).isZero();
    assertThat(service.notices()).hasSize(1);
    assertThat(service.notices().get(0))
        .startsWith(
            "All 3 networks that fell silent together at about 2026-03-10 12:15 Z are back");
    assertThat(service.told()).hasSize(6);
    service.listen(QUARTER.plus(LAG), "Net 1", "Net 2", "Net 4", "Net 5");
    assertThat(service.debts()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void who_stays_away_is_named_and_told_by_itself_when_it_is_back(TestDatabase kind)
      throws IOException {
    ListeningService service = open(kind, QUARTER, 4);
    service.listen(QUARTER.plus(LAG));
    service.listen(Duration.ofMinutes(6), "Net 1", "Net 2", "Net 3");
    assertThat(service.notices().get(0))
        .startsWith("3 of the 4 networks that fell silent together")
        .endsWith("Still silent: Net 4");
    service.restart();
    service.call("Net 4");
    service.listen(LAG, "Net 1", "Net 2", "Net 3");
    assertThat(service.told()).endsWith("Net 4 BACK");
    assertThat(service.debts()).isEqualTo(1);
  }

  @Test
  void one_that_others_may_follow_waits_until_they_have_called() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 5);
    service.listen(QUARTER.minusMinutes(3), "Net 4", "Net 5");
    service.call("Net 1", "Net 2");
    service.listen(Duration.ofMinutes(3).plusSeconds(5), "Net 4", "Net 5");
    // Net 3 is due; Net 1 and Net 2 called three minutes before it was.
    assertThat(service.told()).containsExactly("Net 3 SILENT");
    assertThat(service.notices()).isEmpty();
  }

  @Test
  void those_that_fall_one_after_the_other_are_waited_for() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 4);
    service.listen(Duration.ofMinutes(1));
    service.call("Net 2");
    service.listen(Duration.ofMinutes(1));
    service.call("Net 3");
    service.listen(Duration.ofMinutes(13).plusSeconds(5));
    assertThat(service.told()).as("two more may follow").isEmpty();
    service.listen(Duration.ofMinutes(2).plusSeconds(5));
    assertThat(service.told()).hasSize(4);
    assertThat(service.notices().get(0)).startsWith("4 of 4 networks fell silent");
  }

  @Test
  void one_that_is_paused_meanwhile_is_not_spoken_of() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 4);
    service.listen(QUARTER.plus(LAG));
    service.paused.add("Net 2");
    service.listen(LAG, "Net 1", "Net 3", "Net 4");
    assertThat(service.notices().get(0))
        .startsWith("All 3 networks that fell silent together")
        .endsWith("Net 1, Net 3, Net 4");
  }

  @Test
  void a_channel_hears_of_its_own_networks_alone() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 4);
    service.phone.wantsOnly("Net 2");
    service.listen(QUARTER.plus(LAG));
    assertThat(service.notices().get(0)).startsWith("4 of 4 networks").endsWith("\nNet 2");
    service.listen(Duration.ofMinutes(6), "Net 1", "Net 3", "Net 4");
    assertThat(service.notices().get(0))
        .startsWith("3 of the 4 networks")
        .endsWith("Still silent: Net 2");
  }

  @Test
  void a_channel_that_wants_none_of_them_is_told_nothing() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 4);
    service.phone.wantsOnly("Elsewhere");
    service.listen(QUARTER.plus(LAG));
    assertThat(service.told()).hasSize(4);
    assertThat(service.notices()).isEmpty();
  }

  @Test
  void a_hundred_thousand_that_fall_are_told_once_and_asked_for_in_pages() throws IOException {
    ListeningService service = open(TestDatabase.SQLITE, QUARTER, 100_000);
    service.pass(Duration.ofSeconds(1));
    service.look();
    long statements = service.database.statements();
    service.listen(QUARTER.minusMinutes(1));
    assertThat(service.database.statements() - statements)
        .as("statements while nobody is due")
        .isZero();
    service.listen(Duration.ofMinutes(1).plus(LAG));
    assertThat(service.debts()).isZero();
    assertThat(service.notices()).hasSize(1);
    assertThat(service.notices().get(0))
        .startsWith("100000 of 100000 networks fell silent")
        .contains(" and 99990 more");
  }

  @ParameterizedTest
  @CsvSource({
    "9, 5, 0, false, TOGETHER",
    "10, 5, 0, false, EACH",
    "4, 2, 0, false, EACH",
    "2, 2, 0, false, EACH",
    "3, 3, 0, false, TOGETHER",
    "9, 1, 4, false, WAIT",
    "9, 1, 4, true, EACH",
    "9, 5, 1, false, WAIT",
    "9, 5, 1, true, TOGETHER",
    "9, 1, 3, false, EACH",
  })
  void three_and_more_than_half_are_many(
      int watched, int fallen, int mayFollow, boolean over, CommonFall.Judgement judgement) {
    assertThat(CommonFall.of(watched, fallen, mayFollow, over)).isEqualTo(judgement);
  }
}
