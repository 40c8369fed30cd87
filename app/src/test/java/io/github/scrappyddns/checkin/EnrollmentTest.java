package io.github.scrappyddns.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollmentTest {
  private static final String OLD = "a-token-from-2015-that-is-long";
  private static final String NEW = "another-token-that-is-long-too";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Timeline timeline = new Timeline();
  private final Networks networks = new Networks();
  private Database database;
  private ChangeDetector detector;
  private Enrollment enrollment;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(directory);
    detector =
        new ChangeDetector(
            database,
            timeline,
            new Outbox(InForce.of(new ScriptedChannel("phone")), Duration.ofSeconds(10)),
            64,
            clock,
            () -> {});
    detector.start();
    enrollment =
        new Enrollment(database, new NetworkTable(clock), networks, timeline, detector, directory);
  }

  @AfterEach
  void close() {
    detector.close();
    database.close();
  }

  @Test
  void what_the_python_edition_knew_is_no_news() throws IOException {
    cached(OLD, "203.0.113.7\n", "2019-05-04T03:02:01Z");
    enroll(OLD + ":Home");
    assertThat(checkIn(OLD, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(checkIn(OLD, "203.0.113.8")).isEqualTo(CheckInResult.CHANGED);
    assertThat(events(OLD))
        .extracting(Event::kind)
        .containsExactly(Event.Kind.TAKEN_OVER, Event.Kind.CHANGED);
    assertThat(events(OLD).get(1).previousSince()).isEqualTo(Instant.parse("2019-05-04T03:02:01Z"));
    assertThat(directory.resolve(OLD + ".ip")).hasContent("203.0.113.7\n");
  }

  @Test
  void it_is_taken_over_once_and_not_again_after_the_address_has_changed() throws IOException {
    cached(OLD, "203.0.113.7", "2019-05-04T03:02:01Z");
    enroll(OLD + ":Home");
    checkIn(OLD, "203.0.113.8");
    enroll(OLD + ":Home");
    assertThat(checkIn(OLD, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
    enroll(NEW + ":Office");
    enroll(OLD + ":Home\n" + NEW + ":Office");
    assertThat(checkIn(OLD, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void a_cache_file_without_an_address_is_passed_over() throws IOException {
    cached(OLD, "", "2019-05-04T03:02:01Z");
    enroll(OLD + ":Home");
    assertThat(checkIn(OLD, "203.0.113.7")).isEqualTo(CheckInResult.FIRST_SEEN);
  }

  @Test
  void of_two_tokens_of_one_network_the_one_used_last_is_right() throws IOException {
    cached(OLD, "203.0.113.7", "2019-05-04T03:02:01Z");
    cached(NEW, "203.0.113.8", "2020-05-04T03:02:01Z");
    enroll(OLD + ":Home\n" + NEW + ":Home");
    assertThat(checkIn(OLD, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void what_python_knew_is_taken_over_however_many_steps_the_list_takes() throws IOException {
    String list =
        IntStream.range(0, 9_000)
            .mapToObj(i -> NEW + i + ":Network " + i + "\n")
            .collect(Collectors.joining());
    for (int i : new int[] {0, 4_500, 8_999}) {
      cached(NEW + i, "203.0.113." + i % 10, "2019-05-04T03:02:01Z");
    }
    enroll(list);
    for (int i : new int[] {0, 4_500, 8_999}) {
      assertThat(checkIn(NEW + i, "203.0.113." + i % 10)).isEqualTo(CheckInResult.UNCHANGED);
    }
  }

  /** As when somebody calls between the step that stored an address and the next line of code. */
  @Test
  void what_a_check_in_brought_meanwhile_is_not_replaced_by_what_python_knew() throws IOException {
    enroll(OLD + ":Home");
    checkIn(OLD, "203.0.113.8");
    long id = networks.find(token(OLD)).orElseThrow().id();
    detector.hold(new Held(id, PublicAddress.parse("203.0.113.7").orElseThrow(), 1, 1));
    assertThat(checkIn(OLD, "203.0.113.7")).isEqualTo(CheckInResult.CHANGED);
  }

  @Test
  void a_token_that_left_the_list_lets_nobody_in() throws IOException {
    enroll(OLD + ":Home\n" + NEW + ":Office");
    enroll(NEW + ":Office");
    assertThat(networks.find(token(OLD))).isEmpty();
    assertThat(networks.find(token(NEW))).isPresent();
  }

  @Test
  void a_new_token_under_the_old_name_keeps_the_history() throws IOException {
    enroll(OLD + ":Home");
    checkIn(OLD, "203.0.113.7");
    enroll(OLD + ":Home\n" + NEW + ":Home");
    assertThat(checkIn(NEW, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    enroll(NEW + ":Home");
    assertThat(checkIn(NEW, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void a_renamed_network_keeps_its_address() throws IOException {
    enroll(OLD + ":Home");
    checkIn(OLD, "203.0.113.7");
    enroll(OLD + ":Cottage");
    assertThat(networks.find(token(OLD)).map(Network::name)).contains("Cottage");
    assertThat(checkIn(OLD, "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void networks_that_have_never_called_are_named_until_they_do() throws IOException {
    cached(NEW, "203.0.113.7", "2019-05-04T03:02:01Z");
    enroll(OLD + ":Home\n" + OLD + "2:Home\n" + NEW + ":Known to Python\n");
    assertThat(enrollment.neverCalled()).containsExactly("'Home'");
    checkIn(OLD, "2001:db8::1");
    assertThat(enrollment.neverCalled()).isEmpty();
    enroll(
        IntStream.range(0, 10)
            .mapToObj(i -> NEW + i + ":N " + i)
            .collect(Collectors.joining("\n")));
    assertThat(enrollment.neverCalled()).hasSize(4).last().isEqualTo("7 more");
  }

  private void cached(String token, String content, String at) throws IOException {
    Path file = directory.resolve(token + ".ip");
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
  }

  private void enroll(String list) throws IOException {
    Path file = directory.resolve("token.list");
    Files.writeString(file, list);
    enrollment.enroll(TokenList.read(file, Set.of()));
  }

  private CheckInResult checkIn(String token, String address) {
    Network network = networks.find(token(token)).orElseThrow();
    Sighting sighting = new Sighting(PublicAddress.parse(address).orElseThrow(), false);
    return detector.checkIn(new CheckIn(network, List.of(sighting))).join();
  }

  private List<Event> events(String token) {
    long id = networks.find(token(token)).orElseThrow().id();
    return database.read(reading -> timeline.of(reading, id));
  }

  private static Token token(String text) {
    return Token.parse(text).orElseThrow();
  }
}
