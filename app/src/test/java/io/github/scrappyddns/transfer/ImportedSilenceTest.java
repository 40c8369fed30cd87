package io.github.scrappyddns.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks that were last heard elsewhere, weeks before they were imported. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ImportedSilenceTest {
  private static final Duration SILENT_AFTER = Duration.ofMinutes(90);

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private TransferInstance there;
  private NewToken home;
  private long id;
  private SilenceWatch watch;

  @BeforeEach
  void take_in() throws Exception {
    Path own = Files.createDirectories(directory.resolve("here"));
    String file;
    try (TransferInstance here = new TransferInstance(kind.open(directory), clock, own)) {
      home = here.add("Home");
      here.call(home.token(), "203.0.113.7");
      file = here.exported(false);
    }
    clock.advance(Duration.ofDays(21));
    Path other = Files.createDirectories(directory.resolve("there"));
    there = new TransferInstance(kind.open(directory), clock, other);
    watch = there.silenceWatch(SILENT_AFTER, clock);
    listen(Duration.ofHours(2));
    there.imported(file, Manner.MERGE);
    id = there.networks.find(home.token()).orElseThrow().id();
  }

  @AfterEach
  void close() {
    there.close();
  }

  /** Time goes by, and the watch looks each second. */
  private void listen(Duration time) {
    for (long i = 0; i < time.toSeconds(); i++) {
      clock.advance(Duration.ofSeconds(1));
      watch.look();
    }
  }

  @Test
  void one_that_never_calls_is_missed_once_after_its_full_time() {
    listen(SILENT_AFTER.minusMinutes(1));
    assertThat(there.history(id)).containsExactly(Event.Kind.FIRST_SEEN);
    listen(Duration.ofMinutes(2));
    assertThat(there.history(id)).containsExactly(Event.Kind.FIRST_SEEN, Event.Kind.SILENT);
    listen(SILENT_AFTER.multipliedBy(2));
    assertThat(there.history(id)).hasSize(2);
  }

  @Test
  void one_that_calls_in_time_is_not_missed() {
    // Where several share the database it takes seconds until a call is written.
    int calls = kind == TestDatabase.POSTGRESQL ? 1 : 4;
    for (int i = 0; i < calls; i++) {
      listen(Duration.ofMinutes(60));
      there.call(home.token(), "203.0.113.7");
      assertThat(there.history(id)).containsExactly(Event.Kind.FIRST_SEEN);
    }
    listen(kind == TestDatabase.POSTGRESQL ? Duration.ofMinutes(1) : Duration.ofMinutes(80));
    assertThat(there.history(id)).containsExactly(Event.Kind.FIRST_SEEN);
  }
}
