package io.github.scrappyddns.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that look around. */
class NeighboursTest {
  private static final FileFacts FACTS = FileFacts.of(Map.of("network Home", "1"));

  @TempDir Path directory;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<FileFacts> hereFiles = new AtomicReference<>(FACTS);
  private final AtomicReference<FileFacts> thereFiles = new AtomicReference<>(FACTS);
  private final List<Long> freed = new ArrayList<>();
  private final List<Set<String>> settled = new ArrayList<>();
  private int wakes;
  private Database hereDatabase;
  private Database thereDatabase;
  private Neighbours here;
  private Neighbours there;

  @BeforeEach
  void open() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    hereDatabase = Database.open(url);
    thereDatabase = Database.open(url);
    here = entered(hereDatabase, "here:1", hereFiles);
    there = entered(thereDatabase, "there:2", thereFiles);
  }

  private Neighbours entered(Database database, String name, AtomicReference<FileFacts> files) {
    Neighbours neighbours =
        new Neighbours(
            database,
            new Instances(database, name, nanos::get),
            files::get,
            new Instances.Estate() {
              @Override
              public void free(Transaction writing, long gone) {
                freed.add(gone);
              }

              @Override
              public void settle(Transaction writing, Set<String> elsewhere) {
                settled.add(elsewhere);
              }

              @Override
              public void isSettled() {
                wakes++;
              }
            });
    neighbours.enter();
    return neighbours;
  }

  @AfterEach
  void close() {
    thereDatabase.close();
    hereDatabase.close();
  }

  @Test
  void who_is_gone_is_known_to_be_within_seconds_and_freed_once() {
    here.look();
    long gone = thereDatabase.instance();
    endThere();
    here.look();
    assertThat(freed).as("it may only connect anew").isEmpty();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    try (CapturedLog log = new CapturedLog(Instances.class)) {
      here.look();
      assertThat(log.lines()).singleElement().asString().contains("there:2", "gone");
    }
    assertThat(freed).containsExactly(gone);
    assertThat(settled).containsExactly(Set.of());
    assertThat(wakes).as("what it had begun may be due").isEqualTo(1);
    here.look();
    assertThat(freed).hasSize(1);
    assertThat(settled).hasSize(1);
  }

  @Test
  void a_look_that_fails_begins_the_wait_anew() {
    endThere();
    here.look();
    hereDatabase.write(writing -> writing.update("ALTER TABLE instance RENAME TO away"));
    assertThatThrownBy(here::look).isInstanceOf(DatabaseException.class);
    hereDatabase.write(writing -> writing.update("ALTER TABLE away RENAME TO instance"));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    here.look();
    assertThat(freed).isEmpty();
  }

  @Test
  void who_comes_back_in_time_keeps_what_it_had() {
    here.look();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    here.look();
    there.look();
    assertThat(freed).isEmpty();
  }

  @Test
  void who_leaves_is_not_waited_for_and_nobody_speaks_of_it() {
    here.look();
    there.leave();
    assertThat(freed).containsExactly((long) thereDatabase.instance());
    thereDatabase.close();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    try (CapturedLog log = new CapturedLog(Instances.class)) {
      here.look();
      assertThat(log.lines()).isEmpty();
    }
    assertThat(entered()).containsExactly("here:1");
    assertThat(settled).as("its channels may be nobody's now").hasSize(1);
  }

  @Test
  void who_was_taken_for_gone_enters_anew() {
    hereDatabase.write(writing -> writing.update("DELETE FROM instance"));
    here.look();
    there.look();
    assertThat(entered()).containsExactlyInAnyOrder("here:1", "there:2");
  }

  @Test
  void files_that_say_the_same_are_not_spoken_of() {
    try (CapturedLog log = new CapturedLog(Neighbours.class)) {
      here.look();
      there.look();
      assertThat(log.lines()).isEmpty();
    }
    assertThat(here.warning()).isEmpty();
  }

  @Test
  void files_that_differ_are_told_once_with_what_differs() {
    thereFiles.set(
        FileFacts.of(
            Map.of("network Home", "2", "network Office", "3", FileFacts.CHANNEL + "mail", "")));
    there.look();
    try (CapturedLog log = new CapturedLog(Neighbours.class)) {
      here.look();
      here.look();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("there:2")
          .contains("only there: channel mail, network Office; not alike: network Home");
    }
    assertThat(here.warning()).isPresent();
    there.look();
    assertThat(there.warning()).isPresent();
  }

  @Test
  void files_that_are_alike_again_are_no_trouble() {
    thereFiles.set(FileFacts.NONE);
    there.look();
    here.look();
    thereFiles.set(FileFacts.of(Map.of("network Home", "1")));
    there.look();
    here.look();
    assertThat(here.warning()).isEmpty();
  }

  @Test
  void channels_of_others_are_known_until_these_are_settled() {
    thereFiles.set(FileFacts.of(Map.of(FileFacts.CHANNEL + "mail", "")));
    there.look();
    Instances instances = new Instances(hereDatabase, "here:1", nanos::get);
    assertThat(hereDatabase.read(instances::channelsElsewhere)).containsExactly("mail");
    there.leave();
    assertThat(hereDatabase.read(instances::channelsElsewhere)).isEmpty();
  }

  private void endThere() {
    thereDatabase.close();
    Await.until(
        "the server has ended the connection",
        () -> hereDatabase.livingInstances().equals(Set.of((long) hereDatabase.instance())));
  }

  private List<String> entered() {
    return hereDatabase.read(
        reading -> reading.list("SELECT name FROM instance", row -> row.getString(1)));
  }
}
