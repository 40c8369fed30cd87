package io.github.scrappyddns.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DutiesTest {
  private static final String HISTORY = "history";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();

  @Test
  void one_of_several_has_a_duty_until_it_renews_it_no_more() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (Database one = Database.open(url);
        Database other = Database.open(url)) {
      Duties here = new Duties(one, clock);
      Duties there = new Duties(other, clock);
      assertThat(here.isMine(HISTORY)).isTrue();
      assertThat(there.isMine(HISTORY)).isFalse();
      for (int i = 0; i < 10; i++) {
        clock.advance(Duration.ofSeconds(29));
        assertThat(here.isMine(HISTORY)).isTrue();
        assertThat(there.isMine(HISTORY)).isFalse();
      }
      assertThat(there.isMine("another")).isTrue();
      clock.advance(Duration.ofSeconds(61));
      assertThat(there.isMine(HISTORY)).isTrue();
      assertThat(here.isMine(HISTORY)).isFalse();
    }
  }

  @Test
  void what_an_instance_did_that_is_gone_is_free_at_once() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (Database one = Database.open(url);
        Database other = Database.open(url)) {
      assertThat(new Duties(one, clock).isMine(HISTORY)).isTrue();
      other.write(
          writing -> {
            Duties.free(writing, one.instance());
            return null;
          });
      assertThat(new Duties(other, clock).isMine(HISTORY)).isTrue();
    }
  }

  @Test
  void a_lease_of_a_clock_that_was_wrong_has_ended() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (Database one = Database.open(url);
        Database other = Database.open(url)) {
      clock.advance(Duration.ofDays(3650));
      assertThat(new Duties(one, clock).isMine(HISTORY)).isTrue();
      clock.advance(Duration.ofDays(-3650));
      assertThat(new Duties(other, clock).isMine(HISTORY)).isTrue();
    }
  }

  @Test
  void who_has_the_database_for_itself_does_everything_and_writes_nothing() {
    try (Database database = TestDatabase.SQLITE.open(directory)) {
      long before = database.transactions();
      assertThat(new Duties(database, clock).isMine(HISTORY)).isTrue();
      assertThat(database.transactions()).isEqualTo(before);
    }
  }
}
