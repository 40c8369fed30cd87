package io.github.scrappyddns.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
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
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.NetworkQuery.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class NetworkViewsTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Networks networks = new Networks();
  private Database database;
  private ChangeDetector detector;
  private Enrollment enrollment;
  private NetworkViews views;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    Timeline timeline = new Timeline();
    Outbox outbox = new Outbox(InForce.of(new ScriptedChannel("phone")), Duration.ofSeconds(10));
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    detector.start();
    enrollment =
        new Enrollment(database, new NetworkTable(clock), networks, timeline, detector, directory);
    views = new NetworkViews(database, networks, clock);
  }

  @AfterEach
  void close() {
    detector.close();
    database.close();
  }

  private void enroll(String... names) {
    enrollment.enroll(
        new TokenList(
            Stream.of(names).map(name -> new TokenList.Entry(token(name), name)).toList(),
            List.of(),
            List.of(),
            true,
            FileStamp.of()));
  }

  private static Token token(String name) {
    return Token.parse("token-of-" + name.replaceAll("[^A-Za-z0-9]", "-")).orElseThrow();
  }

  private void call(String name, String address) {
    Network network = networks.find(token(name)).orElseThrow();
    detector
        .checkIn(
            new CheckIn(
                network, List.of(new Sighting(PublicAddress.parse(address).orElseThrow(), true))))
        .join();
  }

  private List<String> names(String text, Order order) {
    return views.page(new NetworkQuery(text, order, 1)).networks().stream()
        .map(NetworkView::name)
        .toList();
  }

  @Test
  void networks_come_in_the_order_that_was_asked_for() {
    enroll("office", "Home", "attic");
    call("office", "203.0.113.1");
    clock.advance(Duration.ofHours(1));
    call("Home", "203.0.113.2");
    assertThat(names("", Order.NAME)).containsExactly("attic", "Home", "office");
    assertThat(names("", Order.CHANGED)).containsExactly("Home", "office", "attic");
    assertThat(names("", Order.SEEN)).containsExactly("office", "Home", "attic");
  }

  @Test
  void a_search_finds_parts_of_names_and_beginnings_of_addresses_and_takes_signs_as_they_are() {
    enroll("Home", "100% sure", "a_b", "axb");
    call("Home", "203.0.113.2");
    assertThat(names("OM", Order.NAME)).containsExactly("Home");
    assertThat(names("203.0.113", Order.NAME)).containsExactly("Home");
    assertThat(names("0.113", Order.NAME)).isEmpty();
    assertThat(names("%", Order.NAME)).containsExactly("100% sure");
    assertThat(names("a_b", Order.NAME)).containsExactly("a_b");
    assertThat(names("'; DROP TABLE network; --", Order.NAME)).isEmpty();
  }

  @Test
  void what_left_the_token_list_is_not_shown() {
    enroll("Home", "Office");
    long office = networks.find(token("Office")).orElseThrow().id();
    enroll("Home");
    assertThat(names("", Order.NAME)).containsExactly("Home");
    assertThat(views.one(office)).isEmpty();
    assertThat(new Overviews(database, networks, clock).now().all()).isEqualTo(1);
  }

  @Test
  void a_list_has_pages_and_the_last_one_stands_for_those_behind_it() {
    enroll(
        IntStream.rangeClosed(1, 120)
            .mapToObj(number -> "Network " + (1000 + number))
            .toArray(String[]::new));
    NetworkPage second = views.page(new NetworkQuery("", Order.NAME, 2));
    assertThat(second.networks()).hasSize(50);
    assertThat(second.networks().get(0).name()).isEqualTo("Network 1051");
    assertThat(second.matching()).isEqualTo(120);
    assertThat(second.pages()).isEqualTo(3);
    NetworkPage beyond = views.page(new NetworkQuery("", Order.NAME, 99));
    assertThat(beyond.page()).isEqualTo(3);
    assertThat(beyond.networks()).hasSize(20);
  }

  @Test
  void strips_are_asked_for_by_lists_that_draw_them_alone() {
    enroll("Home", "Office", "Attic");
    for (String name : List.of("Home", "Office", "Attic")) {
      call(name, "203.0.113.1");
    }
    clock.advance(Duration.ofDays(1));
    call("Home", "203.0.113.2");
    clock.advance(Duration.ofDays(1));

    NetworkPage page = views.page(new NetworkQuery("home", Order.NAME, 1));
    assertThat(page.strips().get(0).stays())
        .extracting(stay -> stay.address().toString())
        .containsExactly("203.0.113.1", "203.0.113.2");
    // Which there are, and that there are no more; of each its name, addresses and silence.
    assertThat(statements(() -> views.behind("", 0, 101))).isEqualTo(2 + 3 * 3);
    assertThat(statements(() -> views.one(page.networks().get(0).id()))).isEqualTo(3);
  }

  private long statements(Runnable question) {
    long before = database.statements();
    question.run();
    return database.statements() - before;
  }

  @Test
  void the_stays_of_a_network_join_without_a_gap_and_end_now() {
    enroll("Home");
    call("Home", "203.0.113.1");
    clock.advance(Duration.ofDays(3));
    call("Home", "203.0.113.2");
    call("Home", "2001:db8::1");
    clock.advance(Duration.ofDays(1));
    long home = networks.find(token("Home")).orElseThrow().id();

    List<List<Stay>> stays = views.stays(home, Duration.ofDays(30));

    assertThat(stays).hasSize(2);
    assertThat(stays.get(0).stream().map(stay -> stay.address() + " " + stay.length().toDays()))
        .containsExactly("203.0.113.1 3", "203.0.113.2 1");
    assertThat(stays.get(0).get(0).to()).isEqualTo(stays.get(0).get(1).from());
    assertThat(stays.get(0).get(1).to()).isEqualTo(clock.instant());
    assertThat(stays.get(1).get(0).address().family()).isEqualTo(Family.IPV6);
    assertThat(views.stays(home, Duration.ofHours(12)).get(0))
        .containsExactly(
            new Stay(
                stays.get(0).get(1).address(),
                clock.instant().minus(Duration.ofHours(12)),
                clock.instant()));
  }

  @Test
  void a_network_is_calling_for_a_day_and_then_quiet() {
    enroll("Home", "Attic", "Behind");
    call("Home", "203.0.113.1");
    call("Behind", "100.64.0.1");
    Overviews overviews = new Overviews(database, networks, clock);
    Overview now = overviews.now();
    assertThat(List.of(now.calling(), now.quiet(), now.never())).containsExactly(2, 0, 1);
    assertThat(now.notPublic()).extracting(Overview.NotPublic::name).containsExactly("Behind");
    clock.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(overviews.now().quiet()).isEqualTo(2);
    assertThat(overviews.now().lastChange()).contains(HandClock.NOON);
  }
}
