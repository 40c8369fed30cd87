package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
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
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels that are steered while their alerts are under way to a real server. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SteeredLanesTest {
  private static final Network HOME = new Network(1, "Home");

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final NtfyServer ntfy = new NtfyServer();
  private SteeredChannels steered;
  private ChangeDetector detector;
  private Relay relay;

  @BeforeEach
  void open() {
    steered =
        new SteeredChannels(kind.freshUrl(directory), directory.resolve("secret.key"))
            .withNetworks(HOME);
    Timeline timeline = new Timeline();
    relay =
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
    steered.follow = relay::follow;
    detector =
        new ChangeDetector(
            steered.database, timeline, steered.outbox, 64, steered.clock, relay::wake);
    detector.start();
    relay.start();
    assertThat(steered.book.add(url("first"), "Phone", "").isDone()).isTrue();
  }

  @AfterEach
  void close() {
    ntfy.release();
    detector.close();
    relay.close();
    steered.close();
    ntfy.close();
  }

  private String url(String topic) {
    return ntfy.address().replace("http:", "ntfy:") + "/" + topic;
  }

  private void move(String address) {
    Sighting sighting = new Sighting(PublicAddress.parse(address).orElseThrow(), true);
    detector.checkIn(new CheckIn(HOME, List.of(sighting))).join();
  }

  private void moveAndWaitUntilItIsUnderWay() {
    ntfy.hold();
    move("203.0.113.1");
    Await.until("it is under way", () -> ntfy.received().size() == 1);
  }

  private int rows(String table) {
    return steered.database.read(
        reading ->
            reading
                .first(
                    "SELECT COUNT(*) FROM " + table + " WHERE channel = 'Phone'",
                    row -> row.getInt(1))
                .orElseThrow());
  }

  @Test
  void nothing_is_left_of_a_channel_that_is_removed_while_its_alert_is_under_way() {
    moveAndWaitUntilItIsUnderWay();
    steered.book.remove(steered.number("Phone"));
    move("203.0.113.2");
    ntfy.release();
    Await.until(
        "its lane has ended, and what it wrote is gone",
        () -> rows("delivery") + rows("channel_state") + rows("notice") == 0);
    move("203.0.113.3");
    assertThat(rows("delivery")).isZero();
    assertThat(ntfy.received()).hasSize(1);
  }

  @Test
  void a_pause_lets_what_is_under_way_arrive_and_keeps_what_comes_then() {
    moveAndWaitUntilItIsUnderWay();
    long id = steered.number("Phone");
    steered.book.pause(id, true);
    move("203.0.113.2");
    ntfy.release();
    Await.until("what was under way is settled", () -> settled(1));
    assertThat(steered.debts("Phone")).isEqualTo(1);
    assertThat(ntfy.received()).hasSize(1);
    steered.book.pause(id, false);
    Await.until("the rest is told", () -> steered.debts("Phone") == 0);
    assertThat(ntfy.received()).hasSize(2);
    assertThat(ntfy.received().get(1)).startsWith("Home is at 203.0.113.2");
  }

  private boolean settled(long paid) {
    return steered.database.<Boolean>read(
        reading ->
            reading.first("SELECT paid_event FROM delivery", row -> row.getLong(1)).orElse(0L)
                == paid);
  }

  @Test
  void a_change_lets_what_is_under_way_arrive_and_tells_the_rest_to_the_new_address() {
    moveAndWaitUntilItIsUnderWay();
    Map<String, String> typed = Map.of("topic", "second", "server", ntfy.address());
    assertThat(steered.book.change(steered.number("Phone"), typed, "").isDone()).isTrue();
    move("203.0.113.2");
    assertThat(ntfy.topics()).containsExactly("first");
    ntfy.release();
    Await.until("the rest is told", () -> ntfy.received().size() == 2);
    assertThat(ntfy.topics()).containsExactly("first", "second");
    assertThat(ntfy.received().get(1)).startsWith("Home is at 203.0.113.2");
    Await.until("nothing is owed", () -> steered.debts("Phone") == 0);
  }
}
