package io.github.scrappyddns.view.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Notices.Notice;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.view.events.Inbox.Entry;
import io.github.scrappyddns.view.events.Inbox.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The alerts that stand in the inbox, and which of them are read. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InboxTest {
  private static final int HOME = 1;
  private static final int OFFICE = 2;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final Outbox outbox =
      new Outbox(
          InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail")),
          Duration.ofSeconds(10));
  private Database database;
  private Inbox inbox;
  private ReadMarks marks;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    inbox = new Inbox(database, clock);
    marks = new ReadMarks(database);
    write("INSERT INTO network (name, created_at) VALUES ('Home', 0)");
    write("INSERT INTO network (name, created_at) VALUES ('Office', 0)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(String sql) {
    database.write(writing -> writing.update(sql));
  }

  private void event(int network, String event, String address) {
    clock.advance(Duration.ofMinutes(1));
    write(
        "INSERT INTO event (network_id, kind, family, current, at) VALUES (%d, '%s', 4, '%s', %d)"
            .formatted(network, event, address, clock.millis()));
  }

  private void told(String channel, String about, String text, long at) {
    database.write(
        writing -> {
          outbox.notices().delivered(writing, channel, new Notice(about, text, at));
          return null;
        });
  }

  private static String said(Entry entry) {
    return (entry.unread() ? "* " : "")
        + entry
            .event()
            .map(event -> event.network() + " " + event.happening().current())
            .orElse(entry.notice());
  }

  private List<String> page() {
    return inbox.page(Place.NEWEST, 50).stream().map(InboxTest::said).toList();
  }

  private Place newest() {
    return inbox.page(Place.NEWEST, 1).get(0).place();
  }

  @Test
  void it_is_empty_at_first() {
    assertThat(page()).isEmpty();
    assertThat(inbox.unread()).isZero();
    assertThat(inbox.unreadOf(HOME)).isEmpty();
  }

  @Test
  void the_alerts_of_all_networks_come_newest_first_with_the_notices_between_them() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    told("phone", "mail", "mail needs attention", clock.millis());
    told("phone", "mail", "mail works again", clock.millis() + 1);
    event(OFFICE, "FIRST_SEEN", "203.0.113.2");
    event(OFFICE, "TAKEN_OVER", "203.0.113.9");
    assertThat(page())
        .containsExactly(
            "* Office 203.0.113.2",
            "* mail works again",
            "* mail needs attention",
            "* Home 203.0.113.1");
    assertThat(inbox.unread()).isEqualTo(4);
  }

  @Test
  void a_page_ends_where_the_next_begins_and_nothing_is_on_both() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    told("phone", "a", "first", 1);
    told("phone", "b", "second", 2);
    event(HOME, "CHANGED", "203.0.113.2");
    told("phone", "c", "third", 3);
    Place before = Place.NEWEST;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      Entry entry = inbox.page(before, 1).get(0);
      all.append(said(entry)).append(", ");
      before = Place.of(entry.place().toString()).orElseThrow();
    }
    assertThat(all)
        .hasToString("* third, * Home 203.0.113.2, * second, * first, * Home 203.0.113.1, ");
    assertThat(inbox.page(before, 1)).isEmpty();
  }

  @Test
  void what_is_marked_is_read_and_what_comes_later_is_not() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    told("phone", "mail", "needs attention", 1);
    Place seen = newest();
    event(OFFICE, "FIRST_SEEN", "203.0.113.2");
    told("phone", "mail", "works again", 2);
    marks.all(seen.event(), inbox.noticesUpTo(seen));
    assertThat(page())
        .containsExactly(
            "* works again", "* Office 203.0.113.2", "needs attention", "Home 203.0.113.1");
    assertThat(inbox.unread()).isEqualTo(2);

    seen = newest();
    marks.all(seen.event(), inbox.noticesUpTo(seen));
    assertThat(inbox.unread()).isZero();
    marks.all(1, 0);
    assertThat(inbox.unread()).as("a mark never goes back").isZero();
  }

  @Test
  void who_has_looked_at_a_network_has_read_its_alerts_and_those_of_no_other() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    event(OFFICE, "FIRST_SEEN", "203.0.113.2");
    event(HOME, "CHANGED", "203.0.113.3");
    marks.network(HOME, inbox.unreadOf(HOME).orElseThrow());
    assertThat(inbox.unreadOf(HOME)).isEmpty();
    assertThat(page())
        .containsExactly("Home 203.0.113.3", "* Office 203.0.113.2", "Home 203.0.113.1");
    event(HOME, "CHANGED", "203.0.113.4");
    assertThat(inbox.unread()).isEqualTo(2);

    Place seen = newest();
    marks.all(seen.event(), 0);
    assertThat(inbox.unread()).isZero();
    long left =
        database.read(
            reading ->
                reading.first("SELECT COUNT(*) FROM read_mark", row -> row.getLong(1)).orElse(0L));
    assertThat(left).as("one mark for all has taken their place").isEqualTo(1);
  }

  @Test
  void what_gets_the_number_of_a_removed_event_is_new() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    event(OFFICE, "FIRST_SEEN", "203.0.113.2");
    marks.network(OFFICE, 2);
    marks.all(2, 0);
    write("DELETE FROM event WHERE network_id = " + OFFICE);
    database.write(
        writing -> {
          ReadMarks.forget(writing, OFFICE, 1);
          return null;
        });
    event(HOME, "CHANGED", "203.0.113.3");
    assertThat(inbox.unread()).isEqualTo(1);
    assertThat(page()).containsExactly("* Home 203.0.113.3", "Home 203.0.113.1");
  }

  @Test
  void marks_are_those_of_all_instances() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    Inbox other = new Inbox(database, clock);
    new ReadMarks(database).all(newest().event(), 0);
    assertThat(other.unread()).isZero();
    assertThat(inbox.unread()).isZero();
  }

  @Test
  void a_notice_that_two_channels_tell_stands_there_once() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    told("phone", "certificate", "expires soon", 7);
    told("mail", "certificate", "expires soon", 7);
    assertThat(page()).containsExactly("* expires soon", "* Home 203.0.113.1");
  }

  @Test
  void an_alert_that_a_channel_still_owes_says_so() {
    event(HOME, "FIRST_SEEN", "203.0.113.1");
    event(HOME, "CHANGED", "203.0.113.2");
    write(
        "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
            + " next_attempt_at, lease_until, attempts, unsure, simplified)"
            + " VALUES ('mail', 1, 1, 2, 5, 0, 0, 0, 0, 0)");
    assertThat(inbox.page(Place.NEWEST, 50))
        .extracting(entry -> entry.event().orElseThrow().waits())
        .containsExactly(true, false);
  }

  @Test
  void only_the_newest_can_be_unread_so_that_asking_stays_cheap() {
    database.write(
        writing -> {
          for (int i = 0; i < Inbox.RECENT + 30; i++) {
            writing.update(
                "INSERT INTO event (network_id, kind, family, current, at)"
                    + " VALUES (1, 'CHANGED', 4, '203.0.113.1', ?)",
                (long) i);
          }
          return null;
        });
    assertThat(inbox.unread()).isEqualTo(Inbox.RECENT);
    assertThat(inbox.page(new Place(31, 0), 1).get(0).unread()).isFalse();
    assertThat(inbox.page(new Place(32, 0), 1).get(0).unread()).isTrue();
  }

  @Test
  void what_is_no_place_is_none() {
    assertThat(Place.of("12-3")).contains(new Place(12, 3));
    for (String typed : List.of("", "12", "12-", "-3", "a-b", "1-2; DROP", "9".repeat(19) + "-1")) {
      assertThat(Place.of(typed)).as(typed).isEmpty();
    }
  }
}
