package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay with its threads, from the check-in to the channel. */
class RelayTest {
  private static final Network HOME = new Network(1, "Home");

  @TempDir Path directory;

  private final ScriptedChannel good = new ScriptedChannel("good");
  private final ScriptedChannel hole = new ScriptedChannel("hole");
  private final HandClock clock = new HandClock();
  private Database database;
  private Relay relay;
  private ChangeDetector detector;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(directory);
    Timeline timeline = new Timeline();
    Outbox outbox = new Outbox(List.of(good, hole), Duration.ZERO);
    SeededNetworks.store(database, HOME);
    database.write(writing -> outbox.resume(writing, 0));
    Renderer renderer = new Renderer(new NetworkTable(clock), timeline, new Digest(ZoneOffset.UTC));
    relay = new Relay(List.of(good, hole), database, outbox, renderer, clock);
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, relay::wake);
    detector.start();
    relay.start();
  }

  @AfterEach
  void close() {
    detector.close();
    relay.close();
    database.close();
  }

  @Test
  void a_channel_that_never_answers_delays_no_other() throws InterruptedException {
    CountDownLatch swallowed = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    hole.answers(
        alert -> {
          swallowed.countDown();
          awaitQuietly(end);
          return DeliveryResult.unsure("time-out");
        });
    move("203.0.113.1");
    swallowed.await();
    for (int i = 2; i <= 20; i++) {
      move("203.0.113." + i);
      String expected = "Home is at 203.0.113." + i;
      Await.until("the good channel has it", () -> good.headlines().contains(expected));
    }
    assertThat(hole.received()).hasSize(1);
    end.countDown();
  }

  @Test
  void a_channel_that_answers_again_wakes_those_that_only_failed() {
    hole.answers(
        alert ->
            hole.received().size() <= 2
                ? DeliveryResult.retry("no route")
                : DeliveryResult.delivered("ok"));
    good.answers(
        alert -> {
          if (good.received().size() == 1) {
            return DeliveryResult.retry("no route");
          }
          Await.until("the other has failed again", () -> hole.received().size() >= 2);
          return DeliveryResult.delivered("ok");
        });
    move("203.0.113.1");
    Await.until(
        "both have failed", () -> hole.received().size() == 1 && good.received().size() == 1);
    // From here on the clock stands still: nothing becomes due by waiting.
    clock.advance(Duration.ofSeconds(3));
    relay.wake();
    Await.until("the other has it, too", () -> hole.received().size() == 3);
  }

  private void move(String address) {
    Sighting sighting = new Sighting(PublicAddress.parse(address).orElseThrow(), true);
    detector.checkIn(new CheckIn(HOME, List.of(sighting))).join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
