package io.github.scrappyddns.view.events;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.view.StoredTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The alerts of all networks, whatever channel told them, and the notices that were told: the
 * newest first, a page at a time, and how many of them nobody has read yet.
 */
public final class Inbox {
  /**
   * So many of the newest events can be unread; older ones count as read. So the number beside the
   * way to the inbox, which every page shows, costs a look at so many rows at most.
   */
  static final int RECENT = 1_000;

  /** What the Python edition knew was never an alert. */
  private static final String IS_ALERT = "kind <> 'TAKEN_OVER'";

  private static final String READ =
      "COALESCE((SELECT event FROM read_mark WHERE network_id = 0), 0)";
  private static final String NOTICES_READ =
      "COALESCE((SELECT notice FROM read_mark WHERE network_id = 0), 0)";

  private static final String UNREAD =
      "SELECT (SELECT COUNT(*) FROM (SELECT id, network_id, kind FROM event WHERE id > "
          + READ
          + " ORDER BY id DESC LIMIT "
          + RECENT
          + ") AS recent LEFT JOIN read_mark m ON m.network_id = recent.network_id WHERE "
          + IS_ALERT
          + " AND recent.id > COALESCE(m.event, 0))"
          + " + (SELECT COUNT(*) FROM told_notice WHERE id > "
          + NOTICES_READ
          + ")";

  private static final String EVENTS =
      "SELECT e.id, e.kind, e.family, e.current, e.at, e.previous, e.previous_since,"
          + " e.network_id, n.name, COALESCE(m.event, 0),"
          + " EXISTS (SELECT 1 FROM delivery d WHERE d.network_id = e.network_id"
          + " AND d.owed_event > d.paid_event AND d.paid_event < e.id AND d.owed_event >= e.id)"
          + " FROM event e JOIN network n ON n.id = e.network_id"
          + " LEFT JOIN read_mark m ON m.network_id = e.network_id WHERE "
          + IS_ALERT
          + " AND e.id < ? ORDER BY e.id DESC LIMIT ?";

  /**
   * Where an entry stands: at an event, or behind one as a notice that was told after it.
   *
   * @param notice 0 for the event itself
   */
  public record Place(long event, long notice) implements Comparable<Place> {
    /** Beyond all of them. */
    public static final Place NEWEST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::event).thenComparingLong(Place::notice);

    /** One that a link or a form gives back; empty where it is none. */
    public static Optional<Place> of(String written) {
      Matcher place = WRITTEN.matcher(written);
      return place.matches()
          ? Optional.of(new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2))))
          : Optional.empty();
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
      return event + "-" + notice;
    }
  }

  /**
   * What happened to which network.
   *
   * @param waits whether some channel is still to be told
   */
  public record Event(long networkId, String network, Happening happening, boolean waits) {}

  /**
   * One alert.
   *
   * @param event empty for a notice
   * @param notice what a notice says; empty for an event
   */
  public record Entry(
      Place place, Instant at, boolean unread, Optional<Event> event, String notice) {}

  private final Database database;
  private final InstantSource clock;

  public Inbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How many are unread. */
  public int unread() {
    return database.read(reading -> reading.first(UNREAD, row -> row.getInt(1)).orElse(0));
  }

  /** The newest notice of those up to a place; 0 where there is none. */
  public long noticesUpTo(Place place) {
    return database.read(
        reading ->
            reading
                .first(
                    "SELECT MAX(id) FROM told_notice WHERE (after_event, id) <= (?, ?)",
                    row -> row.getLong(1),
                    place.event(),
                    place.notice())
                .orElse(0L));
  }

  /** The newest event of a network that is unread; empty where none is. */
  public OptionalLong unreadOf(long networkId) {
    return database
        .read(
            reading ->
                reading.first(
                    "SELECT MAX(e.id) FROM event e LEFT JOIN read_mark m"
                        + " ON m.network_id = e.network_id WHERE e.network_id = ? AND e.id > "
                        + READ
                        + " AND e.id > COALESCE(m.event, 0)",
                    row -> row.getLong(1),
                    networkId))
        .filter(id -> id > 0)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /**
   * A page of them.
   *
   * @param before the last place on the page before; {@link Place#NEWEST} at first
   */
  public List<Entry> page(Place before, int count) {
    Instant now = clock.instant();
    return database.read(
        reading -> {
          List<Entry> all = new ArrayList<>(events(reading, before, count, now));
          all.addAll(notices(reading, before, count, now));
          all.sort(Comparator.comparing(Entry::place, Collections.reverseOrder()));
          return List.copyOf(all.subList(0, Math.min(count, all.size())));
        });
  }

  private static List<Entry> events(Transaction reading, Place before, int count, Instant now) {
    long readAll = number(reading, "SELECT " + READ);
    long recent = number(reading, "SELECT id FROM event ORDER BY id DESC LIMIT 1 OFFSET " + RECENT);
    // A notice stands behind its event: that one is still to come.
    long end =
        before.notice() > 0 && before.event() < Long.MAX_VALUE
            ? before.event() + 1
            : before.event();
    return reading.list(
        EVENTS,
        row -> {
          Happening happening = Happenings.happening(row, now);
          long read = Math.max(Math.max(readAll, recent), row.getLong(10));
          return new Entry(
              new Place(happening.id(), 0),
              happening.at(),
              happening.id() > read,
              Optional.of(
                  new Event(row.getLong(8), row.getString(9), happening, row.getBoolean(11))),
              "");
        },
        end,
        count);
  }

  private static List<Entry> notices(Transaction reading, Place before, int count, Instant now) {
    long read = number(reading, "SELECT " + NOTICES_READ);
    return reading.list(
        "SELECT id, after_event, text, at FROM told_notice"
            + " WHERE (after_event, id) < (?, ?) ORDER BY after_event DESC, id DESC LIMIT ?",
        row ->
            new Entry(
                new Place(row.getLong(2), row.getLong(1)),
                StoredTime.past(row.getLong(4), now),
                row.getLong(1) > read,
                Optional.empty(),
                row.getString(3)),
        before.event(),
        before.notice(),
        count);
  }

  private static long number(Transaction reading, String query) {
    return reading.first(query, row -> row.getLong(1)).orElse(0L);
  }
}
