package io.github.scrappyddns.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.FreezableProxy;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that keeps everybody waiting: locked by another program, or frozen. */
class StuckDatabaseTest {
  private static final Network HOME = new Network(1, "Home");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Longer than the driver waits, so that callers come before, while and behind it gives up. */
  private static final Duration STUCK = Duration.ofSeconds(12);

  /** More than go into one batch. */
  private static final int CALLERS = 600;

  @TempDir Path directory;

  private int last;

  @Test
  void who_calls_while_another_program_locks_the_file_is_answered_in_time() throws Exception {
    String url = TestDatabase.SQLITE.freshUrl(directory);
    try (Database database = filled(url);
        ChangeDetector detector = started(database);
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      callForAWhile(detector);
      assertThat(database.trouble()).isPresent();
      statement.execute("COMMIT");
      assertThatItWorksAgain(database, detector);
    }
  }

  @Test
  void who_calls_while_the_server_is_frozen_is_answered_in_time() throws Exception {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    try (FreezableProxy proxy = new FreezableProxy(port);
        Database database = filled(url.replace(":" + port, ":" + proxy.port()));
        ChangeDetector detector = started(database)) {
      proxy.freeze(true);
      callForAWhile(detector);
      assertThat(database.trouble()).isPresent();
      proxy.freeze(false);
      assertThatItWorksAgain(database, detector);
    }
  }

  /** All callers call again as soon as they have their answer. */
  private void callForAWhile(ChangeDetector detector) throws InterruptedException {
    long end = System.nanoTime() + STUCK.toNanos();
    while (System.nanoTime() < end) {
      long called = System.nanoTime();
      List<CompletableFuture<CheckInResult>> answers =
          IntStream.range(0, CALLERS).mapToObj(caller -> call(detector)).toList();
      for (CompletableFuture<CheckInResult> answer : answers) {
        assertThat(failedWithin(answer, LONGEST_WAIT.toNanos() - (System.nanoTime() - called)))
            .isTrue();
      }
    }
  }

  private static boolean failedWithin(CompletableFuture<CheckInResult> answer, long nanos)
      throws InterruptedException {
    try {
      answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within " + LONGEST_WAIT, e);
    }
  }

  private void assertThatItWorksAgain(Database database, ChangeDetector detector) {
    Await.until(
        "a check-in is stored",
        () -> {
          try {
            return call(detector).get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
                != CheckInResult.UNCHANGED;
          } catch (Exception notYet) {
            return false;
          }
        });
    assertThat(detector.held(HOME).join()).hasToString("[" + address() + "]");
    Await.until(
        "it is well",
        () -> {
          database.probe();
          return database.trouble().isEmpty();
        });
  }

  private CompletableFuture<CheckInResult> call(ChangeDetector detector) {
    last++;
    PublicAddress address = PublicAddress.parse(address()).orElseThrow();
    return detector.checkIn(new CheckIn(HOME, List.of(new Sighting(address, true))));
  }

  private String address() {
    return "203.0." + last / 250 + "." + (last % 250 + 1);
  }

  private static Database filled(String url) {
    Database database = Database.open(url);
    database.write(
        writing -> writing.update("INSERT INTO network (id, name, created_at) VALUES (1, 'x', 0)"));
    return database;
  }

  private static ChangeDetector started(Database database) {
    Outbox outbox = new Outbox(InForce.of(), Duration.ZERO);
    ChangeDetector detector =
        new ChangeDetector(database, new Timeline(), outbox, 64, new HandClock(), () -> {});
    detector.start();
    return detector;
  }
}
