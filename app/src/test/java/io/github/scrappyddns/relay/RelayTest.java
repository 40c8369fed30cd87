package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
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
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private Database database;
  private Outbox outbox;
  private ChannelsInForce channels;
  private Relay relay;
  private ChangeDetector detector;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(directory);
    SeededNetworks.store(database, HOME);
    begin(List.of(good, hole));
  }

  /** Begins anew with these channels. */
  private void begin(List<Channel> channels) {
    if (relay != null) {
      detector.close();
      relay.close();
    }
    Timeline timeline = new Timeline();
    this.channels = InForce.of(channels);
    outbox = new Outbox(this.channels, Duration.ZERO);
    database.write(writing -> outbox.succession().resume(writing, 0, Set.of()));
    Renderer renderer =
        new Renderer(
            new NetworkTable(clock),
            timeline,
            new Digest(Words.ofAlerts(Language.ENGLISH), ZoneOffset.UTC));
    relay =
        new Relay(
            this.channels,
            database,
            outbox,
            renderer,
            clock,
            (writing, name) -> removed.contains(name));
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
  void a_channel_that_never_answers_delays_no_other() {
    CompletableFuture<DeliveryResult> never = new CompletableFuture<>();
    hole.answersLater(never);
    move("203.0.113.1");
    Await.until("it is sent", () -> hole.received().size() == 1);
    for (int i = 2; i <= 20; i++) {
      move("203.0.113." + i);
      String expected = "Home is at 203.0.113." + i;
      Await.until("the good channel has it", () -> good.headlines().contains(expected));
    }
    assertThat(hole.received()).hasSize(1);
    hole.answers(DeliveryResult.delivered("ok"));
    never.complete(DeliveryResult.delivered("at last"));
    Await.until("it goes on", () -> hole.headlines().contains("Home is at 203.0.113.20"));
  }

  @Test
  void twenty_channels_that_never_answer_delay_no_other() {
    List<ScriptedChannel> holes =
        IntStream.range(0, 20).mapToObj(i -> new ScriptedChannel("hole " + i)).toList();
    List<Channel> all = new ArrayList<>(holes);
    all.add(good);
    holes.forEach(one -> one.answersLater(new CompletableFuture<>()));
    begin(all);
    move("203.0.113.1");
    move("203.0.113.2");
    Await.until("the last has both", () -> good.headlines().contains("Home is at 203.0.113.2"));
    Await.until(
        "each was sent its one", () -> holes.stream().allMatch(one -> one.received().size() == 1));
  }

  @Test
  void a_machine_that_is_out_of_means_costs_the_attempt_and_not_the_lane() {
    for (Error error :
        new Error[] {
          new OutOfMemoryError("unable to create native thread"),
          new StackOverflowError(),
          new NoClassDefFoundError("jakarta/mail/Session")
        }) {
      int before = good.received().size();
      good.answers(
          alert -> {
            throw error;
          });
      move("203.0.113." + (before + 1));
      Await.until("it was tried", () -> good.received().size() == before + 1);
      good.answers(DeliveryResult.delivered("ok"));
      Await.until(
          "it is tried again",
          () -> {
            clock.advance(Duration.ofSeconds(3));
            relay.wake();
            return good.received().size() == before + 2;
          });
    }
  }

  @Test
  void a_channel_that_comes_is_told_of_what_happens_then_and_one_that_goes_is_told_nothing_more() {
    ScriptedChannel later = new ScriptedChannel("later");
    move("203.0.113.1");
    Await.until("both have it", () -> good.received().size() + hole.received().size() == 2);
    ObservedChannel stays = channels.all().get(0);
    channels.replace(ChannelsInForce.ofSettings(List.of(stays, InForce.observed(later))));
    relay.follow();
    move("203.0.113.2");
    Await.until("the new one has it", () -> later.headlines().contains("Home is at 203.0.113.2"));
    Await.until("the old one has it", () -> good.headlines().contains("Home is at 203.0.113.2"));
    assertThat(hole.headlines()).containsExactly("Home is at 203.0.113.1 (first check-in)");
    assertThat(later.received()).hasSize(1);
  }

  @Test
  void what_a_channel_is_owed_is_forgotten_only_where_a_person_has_removed_it() {
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    good.answersLater(answer);
    hole.answersLater(answer);
    move("203.0.113.1");
    Await.until("both are under way", () -> good.received().size() + hole.received().size() == 2);
    move("203.0.113.2");
    ScriptedChannel next = new ScriptedChannel("next");
    removed.add("good");
    channels.replace(ChannelsInForce.ofSettings(List.of(InForce.observed(next))));
    relay.follow();
    answer.complete(DeliveryResult.delivered("ok"));
    Await.until("one is forgotten", () -> debts("good") == 0);
    // Once its lane has ended: the next of its name begins when that is written.
    ScriptedChannel back = new ScriptedChannel("hole");
    channels.replace(ChannelsInForce.ofSettings(List.of(InForce.observed(back))));
    relay.follow();
    Await.until("the other is told", () -> back.headlines().contains("Home is at 203.0.113.2"));
  }

  @Test
  void what_is_under_way_is_settled_before_the_channel_that_takes_the_place_begins() {
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    good.answersLater(answer);
    move("203.0.113.1");
    Await.until("it is sent", () -> good.received().size() == 1);
    ScriptedChannel next = new ScriptedChannel("good");
    channels.replace(ChannelsInForce.ofSettings(List.of(InForce.observed(next))));
    relay.follow();
    move("203.0.113.2");
    assertThat(next.received()).isEmpty();
    answer.complete(DeliveryResult.delivered("ok"));
    Await.until("the next goes on", () -> next.received().size() == 1);
    assertThat(next.headlines()).containsExactly("Home is at 203.0.113.2");
    assertThat(good.received()).hasSize(1);
    Await.until("all is paid", () -> debts("good") == 0);
  }

  @Test
  void the_end_waits_for_the_answer_under_way() throws InterruptedException {
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    good.answersLater(answer);
    move("203.0.113.1");
    Await.until("it is sent", () -> good.received().size() == 1);
    Thread end = new Thread(relay::close);
    end.start();
    answer.complete(DeliveryResult.delivered("ok"));
    end.join();
    assertThat(debts("good")).isZero();
  }

  @Test
  void the_end_hangs_up_on_an_answer_that_does_not_come() {
    CompletableFuture<DeliveryResult> never = new CompletableFuture<>();
    good.answersLater(never);
    move("203.0.113.1");
    Await.until("it is sent", () -> good.received().size() == 1);
    long begin = System.nanoTime();
    relay.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(never).isCancelled();
    assertThat(debts("good")).isEqualTo(1);
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
        "both have failed, and it is written",
        () -> failures("hole") == 1 && failures("good") == 1);
    // From here on the clock stands still: nothing becomes due by waiting.
    clock.advance(Duration.ofSeconds(3));
    relay.wake();
    Await.until("the other has it, too", () -> hole.received().size() == 3);
  }

  private void move(String address) {
    Sighting sighting = new Sighting(PublicAddress.parse(address).orElseThrow(), true);
    detector.checkIn(new CheckIn(HOME, List.of(sighting))).join();
  }

  private int failures(String channel) {
    return database
        .read(reading -> outbox.states().read(reading, channel, clock.millis()))
        .failures();
  }

  private int debts(String channel) {
    return database.read(reading -> outbox.debts(reading, channel));
  }
}
