package io.github.scrappyddns.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Failure failure(Failure.Kind kind) {
    return new Failure(kind, "no", Optional.empty());
  }

  /** The pauses after failures in a row, without chance. */
  private static List<Duration> pauses(Failure.Kind kind, int count) {
    List<Duration> pauses = new ArrayList<>();
    Attempts attempts = Attempts.NONE;
    Instant now = NOW;
    for (int i = 0; i < count; i++) {
      attempts = attempts.begin(now).failed(now, failure(kind), () -> 0);
      pauses.add(Duration.between(now, attempts.notBefore()));
      assertThat(attempts.mayBegin(attempts.notBefore().minusMillis(1))).isFalse();
      assertThat(attempts.mayBegin(attempts.notBefore())).isTrue();
      now = attempts.notBefore();
    }
    return pauses;
  }

  @Test
  void after_refusals_it_waits_from_an_hour_up_to_a_day() {
    assertThat(pauses(Failure.Kind.REFUSED, 40))
        .startsWith(
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(16),
            Duration.ofDays(1),
            Duration.ofDays(1))
        .endsWith(Duration.ofDays(1));
  }

  @Test
  void an_authority_that_is_away_is_tried_after_a_minute_at_first() {
    assertThat(pauses(Failure.Kind.UNREACHABLE, 20))
        .startsWith(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4))
        .endsWith(Duration.ofDays(1));
  }

  @Test
  void what_the_authority_asks_for_is_obeyed_and_survives_a_start() {
    Failure limited =
        new Failure(Failure.Kind.LIMITED, "no", Optional.of(NOW.plus(Duration.ofDays(3))));
    Attempts attempts = Attempts.NONE.begin(NOW).failed(NOW, limited, () -> 0.5);
    assertThat(attempts.notBefore()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    Attempts read = Attempts.read(attempts.text()).anew();
    assertThat(read.mayBegin(NOW.plus(Duration.ofDays(2)))).isFalse();
    assertThat(read.mayBegin(NOW.plus(Duration.ofDays(3)))).isTrue();
  }

  @Test
  void no_authority_can_silence_it_for_years() {
    Failure limited =
        new Failure(Failure.Kind.LIMITED, "no", Optional.of(NOW.plus(Duration.ofDays(3_650))));
    Attempts attempts = Attempts.NONE.begin(NOW).failed(NOW, limited, () -> 0);
    assertThat(attempts.mayBegin(NOW.plus(Duration.ofDays(8)))).isTrue();
  }

  @Test
  void a_start_tries_soon_and_not_at_once_again() {
    Attempts failed = Attempts.NONE.begin(NOW).failed(NOW, failure(Failure.Kind.UNPROVED), () -> 0);
    Attempts read = Attempts.read(failed.text()).anew();
    assertThat(read.mayBegin(NOW.plus(Duration.ofMinutes(4)))).isFalse();
    assertThat(read.mayBegin(NOW.plus(Duration.ofMinutes(5)))).isTrue();
    assertThat(read.failures()).isEqualTo(1);
  }

  /** Otherwise a process that dies of each certificate would use up what the authority allows. */
  @Test
  void who_dies_amid_an_attempt_waits_the_longer_the_more_often_it_dies() {
    Attempts attempts = Attempts.NONE;
    Instant now = NOW;
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      attempts = Attempts.read(attempts.begin(now).text()).anew();
      pauses.add(Duration.between(now, attempts.notBefore()));
      now = attempts.notBefore();
    }
    assertThat(pauses)
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(4),
            Duration.ofMinutes(16),
            Duration.ofMinutes(64),
            Duration.ofMinutes(256),
            Duration.ofMinutes(1024),
            Duration.ofDays(1));
  }

  @Test
  void those_who_failed_together_do_not_all_try_again_together() {
    Attempts early = Attempts.NONE.failed(NOW, failure(Failure.Kind.REFUSED), () -> 0);
    Attempts late = Attempts.NONE.failed(NOW, failure(Failure.Kind.REFUSED), () -> 1);
    assertThat(Duration.between(early.notBefore(), late.notBefore()))
        .isEqualTo(Duration.ofMinutes(12));
  }

  @Test
  void what_is_no_text_of_attempts_says_that_there_were_none() {
    assertThat(Attempts.read("begun=soon")).isEqualTo(Attempts.NONE);
    assertThat(Attempts.read("")).isEqualTo(Attempts.NONE);
    Attempts all = new Attempts(NOW, 1, 2, NOW.plusSeconds(3), NOW.plusSeconds(4), "why = so");
    assertThat(Attempts.read(all.text())).isEqualTo(all);
  }

  @Test
  void a_wait_that_a_wrong_clock_wrote_does_not_count() {
    Attempts ahead = Attempts.NONE.begin(NOW.plus(Duration.ofDays(9_000)));
    assertThat(ahead.mayBegin(NOW)).isTrue();
  }
}
