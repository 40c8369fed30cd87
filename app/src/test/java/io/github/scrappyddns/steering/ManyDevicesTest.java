package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.testing.PushServices;
import io.github.scrappyddns.channel.testing.PushServices.Told;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.relay.Digest;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.relay.Renderer;
import io.github.scrappyddns.steering.channel.ChannelTable;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many browsers as a large household of households may have, and one change. */
@Tag("slow")
class ManyDevicesTest {
  private static final Network HOME = new Network(1, "Home");
  private static final int DEVICES = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_THREADS = 80;

  @TempDir Path directory;

  @Test
  void a_thousand_devices_are_told_of_one_change_once_each() {
    SteeredChannels steered =
        new SteeredChannels(
                TestDatabase.SQLITE.freshUrl(directory), directory.resolve("secret.key"))
            .withNetworks(HOME);
    try (PushServices push = new PushServices(steered.clock)) {
      steered.pushHosts = List.of(push.origin());
      for (int i = 0; i < DEVICES; i++) {
        int number = push.subscribe();
        DeviceUrl.Offer offer =
            new DeviceUrl.Offer(
                push.endpoint(number),
                push.browser(number).p256dh(),
                push.browser(number).auth(),
                "device" + number,
                "Device " + number,
                "https://ddns.example/");
        assertThat(steered.book.add(DeviceUrl.of(offer).text(), "", "").isDone()).isTrue();
      }
      Timeline timeline = new Timeline();
      Relay relay =
          new Relay(
              steered.inForce,
              steered.database,
              steered.outbox,
              new Renderer(
                  new NetworkTable(steered.clock),
                  timeline,
                  new Digest(Words.ofAlerts(Language.ENGLISH), ZoneOffset.UTC)),
              steered.clock,
              new ChannelTable()::isRemoved);
      ChangeDetector detector =
          new ChangeDetector(
              steered.database, timeline, steered.outbox, 64, steered.clock, relay::wake);
      try {
        relay.start();
        detector.start();
        long begin = System.nanoTime();
        Sighting sighting = new Sighting(PublicAddress.parse("203.0.113.1").orElseThrow(), true);
        detector.checkIn(new CheckIn(HOME, List.of(sighting))).join();
        int[] threads = {0};
        Await.until(
            "all are told",
            () -> {
              threads[0] = Math.max(threads[0], ours());
              return push.told().size() >= DEVICES;
            });
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println(
            DEVICES + " devices told in " + took.toMillis() + " ms, by " + threads[0] + " threads");
        assertThat(push.told()).extracting(Told::browser).doesNotHaveDuplicates().hasSize(DEVICES);
        assertThat(push.bodies()).allMatch(text -> text.startsWith("Home is at 203.0.113.1"));
        assertThat(push.complaints()).isEmpty();
        assertThat(took).isLessThan(LONGEST);
        assertThat(threads[0]).isLessThan(MOST_THREADS);
      } finally {
        detector.close();
        relay.close();
      }
    } finally {
      steered.close();
    }
  }

  /** Those of the service, without the ones of the test's server. */
  private static int ours() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().equals("local-server"))
            .count();
  }
}
